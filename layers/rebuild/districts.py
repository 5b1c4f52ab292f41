"""Districts along the Tajik–Afghan border, each known by the point of its centre.

No open district polygons are in the sources, so a stretch of the border is named after the nearest centre.
A centre is a GeoNames id; where GeoNames (500 inhabitants and more) has no such place it is an approximate point from
knowledge, which the catalogue's caution names.
"""

from typing import NamedTuple


class District(NamedTuple):
    name: str
    province: str
    centre: str
    place_id: int | None
    approximate: tuple[float, float] | None = None


TAJIK = (
    District("Shahritus", "TJ-KT", "Shahritus", 1220576),
    District("Qubodiyon", "TJ-KT", "Qubodiyon", 1221583),
    District("Dusti", "TJ-KT", "Jilikul", 1221808),
    District("Jayhun", "TJ-KT", "Dusti", 1221871),
    District("Panj", "TJ-KT", "Panj", 1220750),
    District("Farkhor", "TJ-KT", "Farkhor", 1220826),
    District("Hamadoni", "TJ-KT", "Moskva", 1220988),
    District("Shamsiddin Shohin", "TJ-KT", "Shurobod", 1220479),
    District("Darvoz", "TJ-GB", "Qalai Khumb", 1221559),
    District("Vanj", "TJ-GB", "Vanj", 1220210),
    District("Rushon", "TJ-GB", "Rushon", 1220685),
    District("Shughnon", "TJ-GB", "Khorugh", 1221328),
    District("Ishkoshim", "TJ-GB", "Ishkoshim", 1221614),
    District("Murghob", "TJ-GB", "Murghob", 1220962),
)

AFGHAN = (
    District("Kaldar", "AF-BAL", "bank of the Amu Darya", None, (67.75, 37.15)),
    District("Qala-i Zal", "AF-KDZ", "Qala-i Zal area", None, (68.45, 37.0)),
    District("Imam Sahib", "AF-KDZ", "Imam Sahib", 1142545),
    District("Dasht-e Archi", "AF-KDZ", "Dasht-e Archi", 1143838),
    District("Khwaja Ghar", "AF-TAK", "Khwaja Ghar", 1136235),
    District("Dasht-e Qala", "AF-TAK", "Dasht-e Qala", 1143814),
    District("Khwaja Bahauddin", "AF-TAK", "Khwaja Bahauddin area", None, (69.5, 37.3)),
    District("Darqad", "AF-TAK", "Darqad", 1144040),
    District("Yangi Qala", "AF-TAK", "Yangi Qala", 1121271),
    District("Chah Ab", "AF-TAK", "Chah Ab", 1145897),
    District("Shahr-e Buzurg", "AF-BDS", "Aviz area", None, (70.1, 37.35)),
    District("Raghistan", "AF-BDS", "Ziraki", 1467505),
    District("Khwahan", "AF-BDS", "Khwahan", 1136354),
    District("Kuf Ab", "AF-BDS", "Qala-ye Kuf", 1129928),
    District("Nusay", "AF-BDS", "Nusay", 1131591),
    District("Maimay", "AF-BDS", "Maimay", 1133657),
    District("Shighnan", "AF-BDS", "bank opposite Khorugh", None, (71.5, 37.5)),
    District("Ishkashim", "AF-BDS", "Ishkashim", 1148268),
    District("Wakhan", "AF-BDS", "Khandud", 1137148),
)
