"""A few made-up reports as facts, small enough to know every row that a query gives."""

from kg.records import Entity, Facts, Relation, Report, Visit


def _relation(type: str, head: str, tail: str, start: int, sentence: str, **properties: str | int) -> Relation:
    return Relation(type, head, tail, properties, (start, start + len(sentence)), sentence, "by-hand")


QINGXI = Entity("qingxi", "Place", "County", "青溪县", ("我县",), mentions=((0, 3),))
YUNHU = Entity("yunhu", "Place", "City", "云湖市", (), mentions=((4, 7),))
CHENGNAN = Entity("chengnan", "Place", "County", "城南区", (), mentions=())
QIAODONG = Entity("qiaodong", "Place", "Community", "桥东社区", ("桥东",), mentions=((30, 34),))
BAISHA = Entity("baisha", "Place", "Township", "白沙镇", (), mentions=((0, 3),))
SCHOOL = Entity("school", "Organization", "School", "云湖市实验小学", ("实验小学",), mentions=((50, 57),))
GRID = Entity("grid", "Practice", "Mechanism", "网格议事制度", ("网格议事",), mentions=((40, 44),))
BANK = Entity("bank", "Practice", "Program", "爱心银行", (), mentions=((70, 74),))
CHEN = Entity("chen", "Person", None, "陈立", (), mentions=((80, 82),))
MASKED = Entity("masked", "Place", "City", "xx市", (), True, ((5, 8),), properties={"candidates": ["云湖市", "远山市"]})

IN_CITY = (
    Relation("LOCATED_IN", "chengnan", "yunhu", rule="gazetteer"),
    Relation("LOCATED_IN", "qiaodong", "chengnan", rule="gazetteer"),
)

FIRST = Facts(
    Report(
        "r1", "reports/qingxi.txt", 0, 400, "青溪县赴云湖市考察报告", "qingxi", Visit("2018-05-14", "2018-05-18", 9)
    ),
    (QINGXI, YUNHU, CHENGNAN, QIAODONG, SCHOOL, GRID, BANK, CHEN),
    (
        *IN_CITY,
        _relation(
            "VISITED",
            "qingxi",
            "yunhu",
            20,
            "青溪县考察组赴云湖市学习。",
            start_date="2018-05-14",
            end_date="2018-05-18",
            participants=9,
        ),
        _relation("VISITED", "qingxi", "qiaodong", 40, "我们走进桥东社区。", start_date="2018-05-15"),
        _relation("ADOPTED", "qiaodong", "grid", 60, "桥东社区推行网格议事。", status="in_place"),
        _relation("ADOPTED", "school", "bank", 90, "实验小学办起爱心银行。", status="in_place"),
        _relation("LOCATED_IN", "school", "yunhu", 120, "云湖市实验小学很有特色。"),
        _relation("AFFILIATED_WITH", "chen", "qiaodong", 140, "桥东社区书记陈立介绍了情况。", role="书记"),
        _relation("PROPOSED", "chen", "grid", 160, "网格议事由陈立首创。"),
        _relation("INSPIRED", "yunhu", "qingxi", 180, "云湖市的做法给我县以启示。"),
        _relation("ADOPTED", "qingxi", "grid", 200, "建议我县推行网格议事。", status="recommended"),
    ),
)

SECOND = Facts(
    Report("r2", "reports/baisha.txt", 0, 300, "白沙镇赴青溪县学习报告", "baisha", Visit("2019-03")),
    (QINGXI, BAISHA, GRID, BANK),
    (
        _relation("VISITED", "baisha", "qingxi", 10, "白沙镇一行到青溪县参观。", start_date="2019-03"),
        _relation("ADOPTED", "qingxi", "grid", 30, "青溪县已实行网格议事制度。", status="in_place"),
        _relation("ADOPTED", "baisha", "grid", 50, "我镇计划推行网格议事制度。", status="planned"),
        _relation("ADOPTED", "baisha", "bank", 70, "建议我镇试办爱心银行。", status="recommended"),
    ),
)

THIRD = Facts(Report("r3", "reports/masked.txt", 0, 100, "赴xx市考察报告"), (MASKED,), ())

ALL = (FIRST, SECOND, THIRD)
