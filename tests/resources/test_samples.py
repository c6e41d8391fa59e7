"""The sample speeches: what they are for, and that the Word files are what the script makes."""

from __future__ import annotations

import importlib.util
import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from types import ModuleType

import pytest
from docx import Document
from lxml import etree

FOLDER = Path(str(files("resources"))) / "samples"
CITY_2024 = "云泽市2024年安全生产工作会议讲话.docx"
CITY_2025 = "云泽市2025年安全生产工作会议讲话.docx"
COUNTY = "临溪县2025年安全生产工作会议讲话.txt"
SUPERIOR = "上级文件.txt"
SPEECHES = (CITY_2024, CITY_2025, COUNTY)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

SLIP = "隐患排察要横向到边、纵向到底，不能只看台账不看现场，更不能把问题从这本账挪到那本账。"
LEFTOVER_YEAR = "确保2024年全市生产安全事故起数和死亡人数“双下降”"
LEFTOVER_PLACE = "尽快形成云泽市上下联动、条块结合的工作格局"


def script() -> ModuleType:
    path = Path(__file__).parents[2] / "packaging" / "make_samples.py"
    spec = importlib.util.spec_from_file_location("make_samples", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def words(name: str) -> str:
    path = FOLDER / name
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8")
    with zipfile.ZipFile(path) as package:
        body = etree.fromstring(package.read("word/document.xml"))
    return "\n".join("".join(text.text or "" for text in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


def sentences(text: str) -> Iterator[str]:
    yield from (sentence for sentence in re.split(r"[。！？\n]", text) if sentence)


@pytest.fixture(scope="module")
def texts() -> Mapping[str, str]:
    return {name: words(name) for name in (*SPEECHES, SUPERIOR)}


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_three_speeches_and_one_superior_document_are_shipped() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {*SPEECHES, SUPERIOR}


@pytest.mark.parametrize("name", SPEECHES)
def test_a_speech_has_three_thousand_characters(texts: Mapping[str, str], name: str) -> None:
    assert 3000 <= len(re.findall(r"[\u4e00-\u9fff]", texts[name])) <= 4500


def test_the_word_files_are_what_the_script_makes(tmp_path: Path) -> None:
    script().main(tmp_path)
    made = {path.name: path for path in tmp_path.iterdir()}
    assert set(made) == {CITY_2024, CITY_2025}
    for name, path in made.items():
        assert parts(path.read_bytes()) == parts((FOLDER / name).read_bytes())


def test_the_script_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        script().main(tmp_path / folder)
    for name in (CITY_2024, CITY_2025):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_no_line_of_a_source_text_is_lost(texts: Mapping[str, str]) -> None:
    make = script()
    for sample in make.WORD_SAMPLES:
        source = (make.TEXTS / f"{sample.name}.txt").read_text(encoding="utf-8")
        typed = "" if sample.automatic else "label"
        for line in make.lines(source):
            if line.form == "row":
                wanted = [cell.strip() for cell in line.words.strip("| ").split("|")]
            elif typed and line.form.startswith("heading"):
                wanted = [line.label + line.words]
            else:
                wanted = [line.words]
            assert set(wanted) <= set(texts[f"{sample.name}.docx"].split("\n"))


def test_one_file_types_its_numbers_and_the_other_lets_word_count(texts: Mapping[str, str]) -> None:
    assert "一、认清形势" in texts[CITY_2024]
    assert "一、" not in texts[CITY_2025]
    with zipfile.ZipFile(FOLDER / CITY_2025) as package:
        numbering = package.read("word/numbering.xml").decode()
    assert 'w:numFmt w:val="chineseCounting"' in numbering
    assert 'w:lvlText w:val="（%2）"' in numbering


@pytest.mark.parametrize("name", [CITY_2024, CITY_2025])
def test_the_page_is_that_of_official_documents(name: str) -> None:
    document = Document(str(FOLDER / name))
    section = document.sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side is not None] == [37, 35, 28, 26]
    assert 'w:eastAsia="仿宋_GB2312"' in document.styles["Normal"].element.xml
    assert 'w:firstLineChars="200"' in document.styles["Normal"].element.xml
    assert " PAGE " in section.footer.paragraphs[0]._p.xml
    assert len(document.tables) == (1 if name == CITY_2024 else 0)


def test_the_slip_stands_in_two_speeches_and_right_in_the_third(texts: Mapping[str, str]) -> None:
    assert [SLIP in texts[name] for name in SPEECHES] == [True, False, True]
    assert SLIP.replace("排察", "排查") in texts[CITY_2025]
    assert sum(texts[name].count("排察") for name in SPEECHES) == 2


def test_last_years_year_is_left_over(texts: Mapping[str, str]) -> None:
    assert LEFTOVER_YEAR in texts[CITY_2024]
    assert LEFTOVER_YEAR in texts[CITY_2025]


def test_the_other_places_name_is_left_over_once(texts: Mapping[str, str]) -> None:
    assert LEFTOVER_PLACE in texts[CITY_2024]
    assert LEFTOVER_PLACE in texts[COUNTY]
    assert texts[COUNTY].count("云泽") == 1


@pytest.mark.parametrize("name", SPEECHES)
def test_each_speech_takes_two_sentences_from_the_superior_document(texts: Mapping[str, str], name: str) -> None:
    taken = [s for s in sentences(texts[SUPERIOR]) if len(s) >= 20 and s in texts[name]]
    assert len(taken) == 2


@pytest.mark.parametrize(
    ("one", "other", "least"), [(CITY_2024, CITY_2025, 4), (CITY_2024, COUNTY, 3), (CITY_2025, COUNTY, 2)]
)
def test_two_speeches_share_whole_sentences_of_their_own(
    texts: Mapping[str, str], one: str, other: str, least: int
) -> None:
    shared = set(sentences(texts[one])) & set(sentences(texts[other])) - set(sentences(texts[SUPERIOR]))
    assert len([s for s in shared if len(s) >= 20 and not re.search("[《“]", s)]) >= least


def test_a_frame_is_filled_with_other_figures_in_every_speech(texts: Mapping[str, str]) -> None:
    frame = re.compile(r"(\d)月底前，由([市县].{2,8}局)牵头，组织(\d+)名专家对全[市县](\d+)家重点企业开展")
    fillings = [m.groups() for name in SPEECHES for m in frame.finditer(texts[name])]
    assert len(fillings) == 3
    assert all(len(set(slot)) == 3 for slot in zip(*fillings, strict=True))


def test_a_list_stands_in_other_orders_and_with_a_member_replaced(texts: Mapping[str, str]) -> None:
    lists = [re.search(r"坚决克服(.+?)，", texts[name]) for name in SPEECHES]
    first, second, third = (m[1].split("、") for m in lists if m is not None)
    assert sorted(first) == sorted(second)
    assert first != second
    assert len(set(first) & set(third)) == len(third) - 1


@pytest.mark.parametrize("name", SPEECHES)
def test_most_sentences_of_a_speech_are_its_own(texts: Mapping[str, str], name: str) -> None:
    elsewhere = {s for other in SPEECHES if other != name for s in sentences(texts[other])}
    own = [s for s in sentences(texts[name]) if s not in elsewhere]
    assert sum(map(len, own)) > 0.7 * sum(map(len, sentences(texts[name])))
