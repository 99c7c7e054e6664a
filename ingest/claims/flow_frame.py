"""The flow frame: a word of trade with the countries, goods and scope that go with it.

How frames are found is the business of `frames`, how countries join them that of `sides`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

HEADS = {"flow", "verb", "partner", "composition"}
FIGURES = {"amount", "percent", "times", "fold", "fraction"}
COUNTRIES = {"geo", "home", "neighbour", "sides", "nation"}
FLOW_OF = {
    "export": "export",
    "import": "import",
    "supply": "export",
    "enter": "export",
    "purchase": "import",
    "sell": "export",
    "buy": "import",
    "turnover": "turnover",
    "foreign": "turnover",
    "mutual": "turnover",
    "trade": "turnover",
    "surplus": "balance",
    "deficit": "balance",
    "balance": "balance",
}
Sides = dict[str, list[str]]


@dataclass(slots=True)
class Frame:
    """A trade flow that a clause speaks of.

    Attributes:
        place: Index of its head in the sentence's tokens.
        flow: `export`, `import`, `turnover` or `balance`.
        word: The lexicon's word for it, such as `supply` or `deficit`.
        sides: Roles and the countries that have them.
        commodity, hs: The goods named, if any.
        scope: `goods`, `services`, `goods_and_services` or `unspecified`.
        whole: Whether all partners together are meant.
        soft: Whether `total` may also mean the sum of two countries' flows.
        verbal: Whether the head is a verb.
        void: Whether the head is no trade between countries (retail, an exchange).
        part: Whether a share is that of goods in the flow, not that of a country.
        mutual: Whether the head itself says that two countries trade, as `bilateral trade` does.
        turned: Whether the direction was set right against the words.
    """

    place: int
    flow: str
    word: str
    sides: Sides = field(default_factory=dict)
    commodity: str = ""
    hs: str = ""
    scope: str = "unspecified"
    whole: bool = False
    soft: bool = False
    verbal: bool = False
    void: bool = False
    turned: bool = False
    mutual: bool = False
    part: bool = False
