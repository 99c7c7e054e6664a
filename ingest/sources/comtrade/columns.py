"""The fields of an answer: name on the wire (in lower case), raw column, type.

Spelling differs between the interface (`cifvalue`), bulk files (`CIFValue`) and the documentation
(`cifValue`): names are compared without case. Descriptions and ISO codes are not kept, because
the numeric codes decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Field(NamedTuple):
    """A field of the wire: its raw column (None when it is not kept) and its DuckDB type."""

    column: str | None
    kind: str
    is_required: bool = True


def _fields(text: str) -> Mapping[str, Field]:
    """Read lines `wire-name column TYPE`; `-` for no column, `?` for one that may be absent."""
    rows = [line.split() for line in text.split("\n") if line.strip()]
    return MappingProxyType(
        {
            wire.rstrip("?"): Field(None if column == "-" else column, kind, "?" not in wire)
            for wire, column, kind in rows
        }
    )


TRADE = _fields(
    """
    typecode type_code VARCHAR
    freqcode freq_code VARCHAR
    period period VARCHAR
    reportercode reporter_code INTEGER
    partnercode partner_code INTEGER
    partner2code partner2_code INTEGER
    flowcode flow_code VARCHAR
    classificationcode classification VARCHAR
    classificationsearchcode? classification_search VARCHAR
    isoriginalclassification? is_original_classification BOOLEAN
    cmdcode commodity_code VARCHAR
    aggrlevel? aggr_level INTEGER
    isleaf? is_leaf BOOLEAN
    customscode customs_code VARCHAR
    moscode mos_code VARCHAR
    motcode mot_code INTEGER
    primaryvalue primary_value_usd DOUBLE
    cifvalue cif_value_usd DOUBLE
    fobvalue fob_value_usd DOUBLE
    qtyunitcode qty_unit_code INTEGER
    qty qty DOUBLE
    isqtyestimated? is_qty_estimated BOOLEAN
    netwgt net_weight_kg DOUBLE
    isnetwgtestimated? is_net_weight_estimated BOOLEAN
    grosswgt? gross_weight_kg DOUBLE
    isgrosswgtestimated? is_gross_weight_estimated BOOLEAN
    legacyestimationflag? estimation_flag INTEGER
    isreported is_reported BOOLEAN
    isaggregate is_aggregate BOOLEAN
    refperiodid? - BIGINT
    refyear? - INTEGER
    refmonth? - INTEGER
    reporteriso? - VARCHAR
    reporterdesc? - VARCHAR
    flowdesc? - VARCHAR
    partneriso? - VARCHAR
    partnerdesc? - VARCHAR
    partner2iso? - VARCHAR
    partner2desc? - VARCHAR
    cmddesc? - VARCHAR
    customsdesc? - VARCHAR
    motdesc? - VARCHAR
    qtyunitabbr? - VARCHAR
    altqtyunitcode? - INTEGER
    altqtyunitabbr? - VARCHAR
    altqty? - DOUBLE
    isaltqtyestimated? - BOOLEAN
    """
)

AVAILABILITY = _fields(
    """
    datasetcode dataset_code VARCHAR
    typecode type_code VARCHAR
    freqcode freq_code VARCHAR
    period period VARCHAR
    reportercode reporter_code INTEGER
    classificationcode classification VARCHAR
    classificationsearchcode? classification_search VARCHAR
    isoriginalclassification? is_original_classification BOOLEAN
    totalrecords total_records BIGINT
    datasetchecksum dataset_checksum VARCHAR
    firstreleased? first_released_at VARCHAR
    lastreleased last_released_at VARCHAR
    reporteriso? - VARCHAR
    reporterdesc? - VARCHAR
    isextendedflowcode? - BOOLEAN
    isextendedpartnercode? - BOOLEAN
    isextendedpartner2code? - BOOLEAN
    isextendedcmdcode? - BOOLEAN
    isextendedcustomscode? - BOOLEAN
    isextendedmotcode? - BOOLEAN
    """
)
