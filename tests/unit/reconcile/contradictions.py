"""The rows of the collection of contradictions, as assertions: figures are facts, words are ours.

Each case says which identity its figures break, `agree` where rounding, a hedge or scope
explains them, or why no identity can be checked.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.reconcile.made import grow, say


@dataclass(frozen=True)
class Case:
    """One row: its assertions and what is expected of them.

    `identity` names what is broken: an identity of the constraints, `mirror` for two sides'
    books, `same_rate` for two rates of one change, or a reason such as `scope` that settles it.
    `why_not` says why no identity can be checked.
    """

    rows: tuple[dict, ...] = ()
    identity: str = ""
    why_not: str = ""
    agree: bool = False


_RB, _BR, _RC, _CR = ("RUS", "BLR"), ("BLR", "RUS"), ("RUS", "CHN"), ("CHN", "RUS")
_Q1, _M = "2024-Q1", 1e6


def _case(identity: str, *rows: dict, agree: bool = False) -> Case:
    return Case(rows, identity, agree=agree)


def _none(why: str, *rows: dict) -> Case:
    return Case(rows, why_not=why)


def _chn(key: str, printed: str, period: str, flow: str, **fields: object) -> dict:
    return say(key, printed, period, flow, pair=_CR, books="CHN", **fields)


def _gs(key: str, printed: str, period: str, **fields: object) -> dict:
    return say(
        key, printed, period, books="BLR", scope="goods_and_services", document=key, **fields
    )


CASES: dict[int, Case] = {
    1: _case(
        "turnover",
        say("t", "10.4", _Q1, bound="about"),
        say("x", "6.7", _Q1, "export", pair=_RB),
        say("m", "5.7", _Q1, "import", pair=_RB),
    ),
    2: _case(
        "balance",
        say("x", "6.7", _Q1, "export", pair=_RB),
        say("m", "5.7", _Q1, "import", pair=_RB),
        say("b", "1", _Q1, "balance", pair=_BR),
    ),
    3: _case(
        "scope",
        _gs("t", "54", "2023"),
        say("t_rus", "46.5", "2023", scope="unspecified"),
        say("x", "22.6", "2023", "export", pair=_RB, scope="unspecified"),
        say("m", "23.9", "2023", "import", pair=_RB, scope="unspecified"),
        agree=True,
    ),
    4: _none("the sign of the balance is claimed for both, but no number stands beside it"),
    5: _case(
        "same_quantity",
        say("tass", "45", "2022", document="tass"),
        say("envoy", "45.8", "2022", document="rt"),
        _gs("blr", "50", "2022", bound="up_to"),
        grow("g_tass", "12", "2022", document="tass"),
        grow("g_envoy", "14.3", "2022", document="rt"),
    ),
    6: _case(
        "growth",
        say("base", "38.5", "2021", document="profile"),
        say("level", "45", "2022", document="tass"),
        grow("rate", "12", "2022", document="tass"),
    ),
    7: _case(
        "mirror",
        say("rus", "38.5", "2021", document="profile"),
        say("blr", "40.0", "2021", books="BLR", document="urdupoint"),
        agree=True,
    ),
    8: _none(
        "a half-year and its year may grow alike: equal rates are odd, not contradictory",
        grow("half", "34.9", "2021-H1", document="a"),
        grow("year", "34.9", "2021", books="BLR", document="b"),
    ),
    9: _case(
        "same_quantity",
        say("kremlin", "46.5", "2023", bound="over", document="kremlin"),
        say("envoy", "49", "2023", bound="nearly", document="gazeta"),
        _gs("belta", "53", "2023"),
        _gs("tass", "54", "2023"),
    ),
    10: _case(
        "same_rate",
        grow("rus", "5.4", "2023", document="kremlin"),
        grow("blr", "6", "2023", books="BLR", document="belta"),
        say("roubles", "3.9", "2023", mult=1e12, unit="RUB", document="tass"),
        grow("rate_roubles", "5", "2023", document="tass"),
        agree=True,
    ),
    11: _case(
        "same_rate",
        grow("kremlin", "-2.3", _Q1, document="kremlin"),
        grow("mezentsev", "11", _Q1, books=None, document="iz"),
    ),
    12: _case(
        "growth",
        say("ten", "44", "2025-01..2025-10", books="BLR"),
        grow("g_ten", "1.8", "2025-01..2025-10", books="BLR"),
        say("eleven", "49.2", "2025-01..2025-11", books="BLR", document="b"),
        grow("g_eleven", "3.6", "2025-01..2025-11", books="BLR", document="b"),
        grow("turchin", "5.6", "2025", books="BLR", document="c"),
        grow("lukashenko", "2.5", "2025", books="BLR", document="d"),
    ),
    13: _case(
        "scope",
        say(
            "goods",
            "50",
            "2025",
            books="BLR",
            bound="over",
            status="forecast",
            document="a",
            speaker_key="aleksandr_rogozhnik",
        ),
        _gs(
            "both",
            "60",
            "2025",
            bound="over",
            status="forecast",
            speaker_key="aleksandr_rogozhnik",
        ),
        agree=True,
    ),
    14: _case(
        "same_quantity",
        say(
            "before",
            "20",
            "2022",
            "export",
            books="BLR",
            status="forecast",
            document="a",
            speaker_key="roman_golovchenko",
        ),
        say(
            "after",
            "22",
            "2022",
            "export",
            books="BLR",
            status="forecast",
            document="b",
            speaker_key="roman_golovchenko",
            bound="range",
            to=23,
        ),
    ),
    16: _none(
        "one total for four and for five months leaves nothing to May, which no identity forbids",
        _chn("headline", "93.8", "2023-01..2023-05", "turnover"),
        _chn("body", "93.8", "2023-01..2023-04", "turnover"),
    ),
    17: _case(
        "same_quantity",
        _chn("sold", "90.08", "2023-01..2023-10", "export"),
        say("bought", "106.4", "2023-01..2023-10", "import", pair=_RC, books="CHN"),
    ),
    18: _none(
        "swapping the two flows keeps their sum, and the base of the rates is not told",
        _chn("import", "16.808", "2024-01..2024-02", "import"),
        _chn("export", "20.202", "2024-01..2024-02", "export"),
        _chn("g_x", "12.5", "2024-01..2024-02", "export", measure="growth_pct", document="r"),
        _chn("g_m", "6.7", "2024-01..2024-02", "import", measure="growth_pct", document="r"),
    ),
    19: _case(
        "same_quantity",
        _chn("article", "15.036", "2023-01..2023-02", "import", document="a"),
        _chn("sold", "15", "2023-01..2023-02", "export", document="reuters"),
        _chn("bought", "18.65", "2023-01..2023-02", "import", document="reuters"),
    ),
    20: _case(
        "same_quantity",
        _chn("one", "82.069", "2025-01..2025-10", "import"),
        _chn("other", "101.174", "2025-01..2025-10", "import"),
        _chn("sum", "183.243", "2025-01..2025-10", "turnover"),
    ),
    21: _case(
        "growth",
        _chn("sold", "-9.9", "2025", "export", measure="growth_pct"),
        say("bought", "-3.4", "2025", "import", pair=_RC, books="CHN", measure="growth_pct"),
    ),
    22: _case(
        "same_quantity",
        _chn("yuan", "1.63", "2025", "turnover", mult=1e12, unit="CNY", document="a"),
        _chn("converted", "234", "2025", "turnover", bound="about", document="a"),
        _chn("g_yuan", "-6.5", "2025", "turnover", measure="growth_pct", document="a"),
        _chn("dollars", "228.1", "2025", "turnover", document="b"),
        _chn("g_dollars", "-6.9", "2025", "turnover", measure="growth_pct", document="b"),
        agree=True,
    ),
    23: _case(
        "growth",
        _chn("a", "33.59", "2023-01..2023-02", "turnover", document="a"),
        _chn("g_a", "36.4", "2023-01..2023-02", "turnover", measure="growth_pct", document="a"),
        _chn("b", "33.685", "2023-01..2023-02", "turnover", document="b"),
        _chn("g_b", "25.9", "2023-01..2023-02", "turnover", measure="growth_pct", document="b"),
    ),
    24: _case(
        "growth",
        _chn("dollars", "29.3", "2022", "turnover", measure="growth_pct", document="a"),
        _chn("yuan", "34.3", "2022", "turnover", measure="growth_pct", document="b"),
    ),
    25: _case(
        "growth",
        _chn("m", "75.03", "2024-01..2024-07", "import"),
        _chn("g_m", "3.9", "2024-01..2024-07", "import", measure="growth_pct"),
        _chn("x", "61.64", "2024-01..2024-07", "export"),
        _chn("g_x", "-1.1", "2024-01..2024-07", "export", measure="growth_pct"),
        _chn("b", "-13.39", "2024-01..2024-07", "balance"),
        _chn("g_b", "48", "2024-01..2024-07", "balance", measure="growth_pct"),
    ),
    26: _case(
        "growth",
        _chn("base", "107.76", "2020", "turnover"),
        _chn("level", "146.88", "2021", "turnover"),
        _chn("rate", "35.8", "2021", "turnover", measure="growth_pct"),
    ),
    27: _case(
        "growth",
        _chn("base", "69.52", "2016", "turnover"),
        _chn("level", "84.07", "2017", "turnover"),
        _chn("rate", "20.8", "2017", "turnover", measure="growth_pct"),
    ),
    28: _case(
        "same_quantity",
        _chn("milestone", "100", "2018", "turnover", document="a"),
        _chn("level", "107", "2018", "turnover", bound="over", document="b"),
    ),
    29: _case(
        "mirror",
        say("kaz", "24.1", "2022", pair=("KAZ", "CHN"), books="KAZ", document="a"),
        say("chn", "31.2", "2022", pair=("KAZ", "CHN"), books="CHN", document="b"),
    ),
    30: _case(
        "mirror",
        say("kaz", "8.2", "2021", "import", pair=("KAZ", "CHN"), books="KAZ", document="a"),
        say("chn", "14", "2021", "export", pair=("CHN", "KAZ"), books="CHN", document="b"),
    ),
    31: _none(
        "an export as a share of a turnover: whose total is meant is not certain",
        say("x", "13.2", "2022", "export", pair=("KAZ", "CHN"), books="KAZ"),
        say(
            "share",
            "15.6",
            "2022",
            "turnover",
            pair=("KAZ", "CHN"),
            books="KAZ",
            measure="share_pct",
            share_of="total",
        ),
        say("total", "135", "2022", pair=("KAZ", "WLD"), books="KAZ", bound="about"),
    ),
    32: _case(
        "mirror",
        say("fcs", "4.0", "2014", pair=("AZE", "RUS"), books="RUS"),
        say("aze", "1.96", "2014", pair=("AZE", "RUS"), books="AZE"),
    ),
    33: _case(
        "mirror",
        say("rus", "30", "2023", pair=("KAZ", "RUS"), bound="nearly", document="a"),
        say("kaz", "26", "2023", pair=("KAZ", "RUS"), books="KAZ", document="b"),
        agree=True,
    ),
    34: _case(
        "same_quantity",
        say("quote", "12.4", "2024", pair=("ARM", "RUS"), document="kommersant"),
        say("background", "12.7", "2024", pair=("ARM", "RUS"), document="kommersant"),
        say(
            "pashinyan",
            "9",
            "2024",
            pair=("ARM", "RUS"),
            books="ARM",
            bound="about",
            document="rtvi",
        ),
    ),
    35: _none(
        "roubles against dollars, and no mean rate of 2022 is given",
        say("dollars", "5", "2022", pair=("ARM", "RUS")),
        say("roubles", "140", "2022", pair=("ARM", "RUS"), unit="RUB"),
    ),
    36: _none(
        "the same total for nine and ten months leaves nothing to October, which may be",
        say("ten", "54.7", "2023-01..2023-10", pair=("IND", "RUS"), document="a"),
        say("nine", "54.7", "2023-01..2023-09", pair=("IND", "RUS"), document="b"),
    ),
    37: _case(
        "same_quantity",
        say("april", "41.6", "2022-04..2023-03", "import", pair=("IND", "RUS"), books="IND"),
        say(
            "may",
            "46.3",
            "2022-04..2023-03",
            "import",
            pair=("IND", "RUS"),
            books="IND",
            document="b",
        ),
    ),
    38: _case(
        "turnover",
        say("x", "11", "2023", "export", pair=("TUR", "RUS"), books="TUR"),
        say("m", "46", "2023", "import", pair=("TUR", "RUS"), books="TUR"),
        say("t", "56", "2023", pair=("TUR", "RUS"), books="TUR", bound="about"),
        agree=True,
    ),
    39: _case(
        "same_quantity",
        say("president", "62", "2022", pair=("TUR", "RUS"), books="TUR", document="a"),
        say("minister", "68", "2022", pair=("TUR", "RUS"), books="TUR", document="b"),
    ),
    40: _case(
        "balance",
        say(
            "x",
            "6.15",
            "2011-01..2011-05",
            "export",
            pair=("VNM", "USA"),
            books="VNM",
            bound="over",
        ),
        say("m", "1.77", "2011-01..2011-05", "import", pair=("VNM", "USA"), books="VNM"),
        say("b", "4.34", "2011-01..2011-05", "balance", pair=("VNM", "USA"), books="VNM"),
    ),
    41: _case(
        "same_quantity",
        say("headline", "38252.9", "2023-01", "import", pair=("USA", "CHN"), books="USA", mult=_M),
        say("body", "38232.9", "2023-01", "import", pair=("USA", "CHN"), books="USA", mult=_M),
        say("x", "13092.6", "2023-01", "export", pair=("USA", "CHN"), books="USA", mult=_M),
        say("b", "-25160.3", "2023-01", "balance", pair=("USA", "CHN"), books="USA", mult=_M),
    ),
    42: _case(
        "growth",
        say("base", "447.2", "2018-01..2018-10", "import", pair=("USA", "CHN"), books="USA"),
        say("level", "382.1", "2019-01..2019-10", "import", pair=("USA", "CHN"), books="USA"),
        grow("rate", "-14.7", "2019-01..2019-10", "import", pair=("USA", "CHN"), books="USA"),
    ),
    43: _case(
        "turnover",
        say("t", "34.5", "2010-01..2010-07", pair=("BLR", "WLD"), books="BLR"),
        say("x", "15.8", "2010-01..2010-07", "export", pair=("BLR", "WLD"), books="BLR", mult=_M),
        say("m", "18.7", "2010-01..2010-07", "import", pair=("BLR", "WLD"), books="BLR", mult=_M),
    ),
    44: _none(
        "a turnover a thousand times too large still exceeds its exports; imports are not told",
        say("t", "1481", "2018-01..2018-08", pair=("KGZ", "EAEU"), books="KGZ"),
        say("x", "387", "2018-01..2018-08", "export", pair=("KGZ", "EAEU"), books="KGZ", mult=_M),
    ),
    45: _case(
        "difference",
        say(
            "b", "-3263.4", "2013-01..2013-09", "balance", pair=("BLR", "WLD"), books="BLR", mult=_M
        ),
        say(
            "a", "1481.9", "2012-01..2012-09", "balance", pair=("BLR", "WLD"), books="BLR", mult=_M
        ),
        say(
            "swing",
            "-500",
            "2013-01..2013-09",
            "balance",
            pair=("BLR", "WLD"),
            books="BLR",
            mult=_M,
            measure="change_abs",
            base="2012-01..2012-09",
        ),
    ),
    46: _none("two decimal points: no number can be read"),
    47: _none(
        "the same two rates for both flows: odd, but tonnes and dollars may grow so",
        grow("x", "23", "2022-03-21..2022-06-21", "export", pair=("IRN", "RUS"), books="IRN"),
        grow("m", "23", "2022-03-21..2022-06-21", "import", pair=("IRN", "RUS"), books="IRN"),
    ),
    48: _case(
        "growth",
        say(
            "base",
            "509.91",
            "2020-03-21..2021-03-20",
            "export",
            pair=("IRN", "RUS"),
            books="IRN",
            mult=_M,
        ),
        say(
            "level",
            "583.66",
            "2021-03-21..2022-03-20",
            "export",
            pair=("IRN", "RUS"),
            books="IRN",
            mult=_M,
        ),
        grow(
            "tribune",
            "10",
            "2021-03-21..2022-03-20",
            "export",
            pair=("IRN", "RUS"),
            books="IRN",
            base="2020-03-21..2021-03-20",
        ),
    ),
    49: _none(
        "whether index or growth, the five months before may have been small",
        say("level", "150.5", "2024-01..2024-05", pair=("RU-BRY", "BLR"), books="RUS", mult=_M),
        grow("rate", "118.2", "2024-01..2024-05", pair=("RU-BRY", "BLR"), books="RUS"),
        say("year", "900", "2023", pair=("RU-BRY", "BLR"), books="RUS", mult=_M),
    ),
    50: _case(
        "turnover",
        say("x", "178.4", "2012-01..2012-05", "export", pair=("KGZ", "KAZ"), books="KGZ", mult=_M),
        say("m", "196.5", "2012-01..2012-05", "import", pair=("KGZ", "KAZ"), books="KGZ", mult=_M),
        say("t", "374", "2012-01..2012-05", pair=("KGZ", "KAZ"), books="KGZ", mult=_M),
    ),
}
