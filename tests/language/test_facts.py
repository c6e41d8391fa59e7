"""Names of places, organisations, people and programmes; and what only looks like one."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.language.facts import facts


def named(text: str) -> list[tuple[str, str]]:
    return [(kind, text[span.start : span.end]) for kind, span in facts(text) if kind not in {"figure", "date"}]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市海洋局支持，东港镇建成了码头。", [("organisation", "市海洋局"), ("place", "东港镇")]),
        ("临江区与云岭县结对。", [("place", "临江区"), ("place", "云岭县")]),
        ("干部到桥东社区包干。", [("place", "桥东社区")]),
        ("王海生同志到任，由周建国任组长。", [("person", "王海生"), ("person", "周建国")]),
        ("海润公司在高桥镇建冷库。", [("organisation", "海润公司"), ("place", "高桥镇")]),
        ("大力支持合肥学院。", [("organisation", "合肥学院")]),
        ("实施“五基三化”提升年行动。", [("programme", "“五基三化”提升年行动")]),
        ("浙江省和广东的经验", [("place", "浙江省"), ("place", "广东")]),
        ("对照粮食局查处的李某案。", [("person", "李某")]),
        ("在幸福村、胜利镇、兰州市试点。", [("place", "幸福村"), ("place", "胜利镇"), ("place", "兰州市")]),
        ("建设平凉市庄浪县，", [("place", "平凉市庄浪县")]),
        ("高邮市塔集镇陆河村获评，", [("place", "高邮市塔集镇陆河村")]),
        ("掀起兰州新区建设热潮，做美贵州，", [("place", "兰州新区"), ("place", "贵州")]),
        ("支持湘江新区、盛乐开发区发展。", [("place", "湘江新区"), ("place", "盛乐开发区")]),
        ("存入中国工商银行，引进国外大公司。", [("organisation", "中国工商银行")]),
        ("在上海召开中央委员会全体会议。", [("place", "上海"), ("organisation", "中央委员会")]),
        ("引入晶龙集团落户。", [("organisation", "晶龙集团")]),
        ("在三水区、千阳县调研。", [("place", "三水区"), ("place", "千阳县")]),
        ("在云泽市、县人民医院调研。", [("place", "云泽市"), ("organisation", "县人民医院")]),
    ],
)
def test_names_are_found_whole(text: str, names: list[tuple[str, str]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "全市各乡镇和农村社区要加快推进市域治理。",
        "落实县委部署，推进市场建设，完善村规民约。",
        "广大党员干部和各位同志，高校书记要带头。",
        "实施重大工程，推进各项工作计划。",
        "我市、本县、各村都有小区和城区。",
        "健全现代医院制度，发展小额贷款公司。",
        "经济技术开发区、国家级贸易区，先行试点市、",
        "充实村干部，改进县域治理，目前乡里、考核乡里，",
        "做美乡村，打造秀美村庄，压实县镇村主体责任，发挥沿边区位优势，",
        "用好市创业资金，扭住市党代会任务，拉开新区框架，牵引开发区发展，",
        "蹲点联百乡、结千村，走遍三县、中心镇和示范村，",
        "治理塌陷区、沦陷区、受水区和主销区，办好精神病区，",
        "建成30个乡镇行政服务中心和市民服务中心、区域医疗服务中心，",
        "推动上级医院与下级医院协作，引进国内外知名大公司和外地银行，",
    ],
)
def test_what_points_at_things_or_names_a_kind_of_thing_is_no_name(text: str) -> None:
    assert named(text) == []


def test_facts_come_in_order_and_none_overlaps_another() -> None:
    text = "2024年3月，青田镇人民政府投资3.6亿元，由张伟书记负责“清流”工程。" * 3
    spans = [span for _, span in facts(text)]
    assert spans == sorted(spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
