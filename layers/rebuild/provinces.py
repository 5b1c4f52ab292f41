"""What each province is called: the source leaves ISO codes blank and gives two provinces a neighbour's name.

Rows: Natural Earth adm1_code, ISO 3166-2 code, usual English name, local name (Dari for Afghanistan, Tajik for
Tajikistan).

Notes
-----
The source calls AFG-1753 "Uruzgan" and AFG-1769 "Parwan"; their own seats, Nili and Bazarak, lie inside, so they
are Daykundi and Panjshir.
"""

from typing import NamedTuple


class Province(NamedTuple):
    adm1_code: str
    iso_3166_2: str
    name: str
    name_local: str


PROVINCES = tuple(
    Province(*row)
    for row in (
        ("AFG-1741", "AF-BDG", "Badghis", "بادغیس"),
        ("AFG-1742", "AF-HER", "Herat", "هرات"),
        ("AFG-1743", "AF-BAM", "Bamyan", "بامیان"),
        ("AFG-1744", "AF-BAL", "Balkh", "بلخ"),
        ("AFG-1745", "AF-FYB", "Faryab", "فاریاب"),
        ("AFG-1746", "AF-JOW", "Jawzjan", "جوزجان"),
        ("AFG-1747", "AF-GHO", "Ghor", "غور"),
        ("AFG-1748", "AF-SAR", "Sar-e Pul", "سرپل"),
        ("AFG-1749", "AF-FRA", "Farah", "فراه"),
        ("AFG-1750", "AF-HEL", "Helmand", "هلمند"),
        ("AFG-1751", "AF-NIM", "Nimroz", "نیمروز"),
        ("AFG-1752", "AF-URU", "Uruzgan", "ارزگان"),
        ("AFG-1753", "AF-DAY", "Daykundi", "دایکندی"),
        ("AFG-1754", "AF-KAN", "Kandahar", "قندهار"),
        ("AFG-1755", "AF-ZAB", "Zabul", "زابل"),
        ("AFG-1757", "AF-GHA", "Ghazni", "غزنی"),
        ("AFG-1758", "AF-KHO", "Khost", "خوست"),
        ("AFG-1759", "AF-PKA", "Paktika", "پکتیکا"),
        ("AFG-1760", "AF-BDS", "Badakhshan", "بدخشان"),
        ("AFG-1761", "AF-NUR", "Nuristan", "نورستان"),
        ("AFG-1762", "AF-KNR", "Kunar", "کنر"),
        ("AFG-1763", "AF-KDZ", "Kunduz", "کندز"),
        ("AFG-1764", "AF-NAN", "Nangarhar", "ننگرهار"),
        ("AFG-1765", "AF-TAK", "Takhar", "تخار"),
        ("AFG-1766", "AF-BGL", "Baghlan", "بغلان"),
        ("AFG-1767", "AF-KAB", "Kabul", "کابل"),
        ("AFG-1768", "AF-KAP", "Kapisa", "کاپیسا"),
        ("AFG-1769", "AF-PAN", "Panjshir", "پنجشیر"),
        ("AFG-1770", "AF-LAG", "Laghman", "لغمان"),
        ("AFG-1771", "AF-LOG", "Logar", "لوگر"),
        ("AFG-1772", "AF-PAR", "Parwan", "پروان"),
        ("AFG-1773", "AF-SAM", "Samangan", "سمنگان"),
        ("AFG-1774", "AF-WAR", "Maidan Wardak", "میدان وردک"),
        ("AFG-3413", "AF-PIA", "Paktia", "پکتیا"),
        ("TJK-366", "TJ-GB", "Gorno-Badakhshan", "Вилояти Мухтори Кӯҳистони Бадахшон"),
        ("TJK-367", "TJ-KT", "Khatlon", "Вилояти Хатлон"),
        ("TJK-368", "TJ-RA", "Districts of Republican Subordination", "Ноҳияҳои тобеи ҷумҳурӣ"),
        ("TJK-369", "TJ-SU", "Sughd", "Вилояти Суғд"),
        ("TJK-5491", "TJ-DU", "Dushanbe", "Душанбе"),
    )
)
BY_ADM1 = {province.adm1_code: province for province in PROVINCES}

# each of these is a layer, and a file, of its own
OWN_FILE = {"AF-BDS": "badakhshan", "AF-TAK": "takhar", "AF-LOG": "logar"}
