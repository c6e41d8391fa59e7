"""The command line with real files: what it says, writes, and leaves alone; its exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import stat
import zipfile
from pathlib import Path

import jsonschema
import pytest

from app.cli import run
from app.document.reading import read
from tests.conftest import strict
from tests.document.word_files import paragraph, word_file
from tests.document.word_files import run as run_xml

ONE = "同志们：\n船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记。\n今年春汛来得早，河工队腊月里就上了堤。\n"
OTHER = "同志们：\n县里的老街改造留下了青石板和骑楼。\n船坞里的旧吊臂夏天以前全部割除，割下来的钢料过磅登记。\n"


@pytest.fixture
def speeches(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for path, text in zip(paths, (ONE, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def duidu(*arguments: object) -> int:
    return run([str(argument) for argument in arguments])


def test_comparing_two_files_writes_a_summary_json_and_marked_copies(
    speeches: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [path.read_bytes() for path in speeches]
    out = tmp_path / "标注"
    assert duidu("compare", *speeches, "--out", out, "--json", tmp_path / "r.json", "--lang", "zh") == 0
    said = capsys.readouterr()
    assert "原句雷同" in said.out
    assert "甲.marked.docx" in said.out
    assert sorted(path.name for path in out.iterdir()) == ["乙.marked.docx", "甲.marked.docx"]
    marked = read(out / "甲.marked.docx")
    assert marked.text[: marked.body_end] == ONE
    result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    (passage,) = (p for p in result["passages"] if p["kind"] == "verbatim")
    assert [o["document"] for o in passage["occurrences"]] == [0, 1]
    assert [path.read_bytes() for path in speeches] == before


def test_of_more_documents_than_there_is_room_for_the_pairs_most_alike_are_shown(
    speeches: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert duidu("compare", *speeches, "--lang", "zh") == 0
    assert "两两对照" in capsys.readouterr().out
    for number, said in enumerate(["春雷惊百虫", "夏至麦登场", "秋分割晚稻", "冬藏修农具", "高炉出铁水"] * 2):
        speeches.append(tmp_path / f"其他{number}.txt")
        speeches[-1].write_text(f"{said}。第{number}天到现场。\n", encoding="utf-8")
    assert duidu("compare", *speeches, "--lang", "zh") == 0
    lines = capsys.readouterr().out.partition("最相近的文稿")[2].splitlines()
    assert ["1", "甲.txt", "2", "乙.txt"] in [line.split()[:4] for line in lines]


def test_the_json_on_standard_output_is_what_its_schema_says(
    speeches: list[Path], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert duidu("compare", *speeches, "--json", "-", "--lang", "en") == 0
    out = capsysbinary.readouterr().out
    schema = json.loads((Path(__file__).parent.parent / "resources" / "result.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(out), strict(schema))


def test_the_view_and_hidden_text_are_chosen_on_the_command_line(tmp_path: Path) -> None:
    deleted = '<w:del w:id="2"><w:r><w:delText>认真</w:delText></w:r></w:del>'
    changed = f'<w:ins w:id="1">{run_xml("扎实")}</w:ins>{deleted}'
    body = f"<w:p>{changed}{run_xml('推进。')}{run_xml('（内部）', '<w:vanish/>')}</w:p>"
    remark = f'<w:comment w:id="0" w:author="李敏">{paragraph("请核对")}</w:comment>'
    path = word_file(tmp_path, body, parts={"comments": remark})
    for options, text in (
        ([], "扎实推进。"),
        (["--view", "original"], "认真推进。"),
        (["--view", "original", "--hidden"], "认真推进。（内部）"),
    ):
        for command in ("compare", "outline"):
            assert duidu(command, path, *options, "--json", tmp_path / "r.json", "--lang", "zh") == 0
            (document,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"]
            assert document["text"] == text
    assert [(c["author"], c["text"], c["start"]) for c in document["comments"]] == [("李敏", "请核对", None)]
    schema = json.loads((Path(__file__).parent.parent / "resources" / "result.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((tmp_path / "r.json").read_text(encoding="utf-8")), strict(schema))


def test_the_same_input_gives_the_same_bytes(speeches: list[Path], tmp_path: Path) -> None:
    for name in ("1.json", "2.json"):
        assert duidu("compare", *speeches, "--json", tmp_path / name) == 0
    assert (tmp_path / "1.json").read_bytes() == (tmp_path / "2.json").read_bytes()


def test_the_outline_is_shown_as_a_tree_and_written_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "讲话.txt"
    path.write_text("同志们：\n讲两点意见。\n一、提高认识\n学。\n二、抓好落实\n干。\n", encoding="utf-8")
    assert duidu("outline", path, "--lang", "zh") == 0
    assert "├── 一、提高认识" in capsys.readouterr().out
    assert duidu("outline", path, "--json", tmp_path / "o.json") == 0
    (document,) = json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["documents"]
    assert [s["label"] for s in document["sections"]] == ["", "", "一、", "二、"]


def test_a_corrected_outline_is_used_again(speeches: list[Path], tmp_path: Path) -> None:
    section = {
        "id": "1",
        "parent": None,
        "level": 1,
        "kind": "section",
        "function": None,
        "label": "甲",
        "heading": "整篇",
    }
    outline = {
        "documents": [
            {
                "name": "甲.txt",
                "sections": [{**section, "heading_start": None, "heading_end": None, "start": 0, "end": len(ONE)}],
            }
        ]
    }
    (tmp_path / "outline.json").write_text(json.dumps(outline), encoding="utf-8")
    assert duidu("compare", *speeches, "--outline", tmp_path / "outline.json", "--json", tmp_path / "r.json") == 0
    documents = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"]
    assert [s["heading"] for s in documents[0]["sections"]] == ["整篇"]
    assert len(documents[1]["sections"]) > 1


@pytest.mark.parametrize("content", ["[]", "{", '{"documents": [{"name": "甲.txt", "sections": [{"id": "1"}]}]}'])
def test_a_file_that_is_no_outline_is_bad_usage(speeches: list[Path], tmp_path: Path, content: str) -> None:
    (tmp_path / "outline.json").write_text(content, encoding="utf-8")
    assert duidu("compare", *speeches, "--outline", tmp_path / "outline.json") == 2


def bad_files(folder: Path) -> dict[str, bytes | None]:
    return {
        "没有.txt": None,
        "空.docx": b"",
        "不是压缩包.docx": "这不是Word文档".encode(),
        "加密.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
        "二进制.txt": bytes(range(256)) * 4,
        "图片.png": b"\x89PNG",
        "只有空白.txt": b" \n\n",
    }


@pytest.mark.parametrize("name", bad_files(Path()))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_bad_file_is_named_with_its_reason_and_the_others_go_on(
    speeches: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, language: str
) -> None:
    content = bad_files(tmp_path)[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code = duidu("compare", *speeches, tmp_path / name, "--json", tmp_path / "r.json", "--lang", language)
    assert code == 3
    assert name in capsys.readouterr().err.replace("\n", "")
    assert len(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"]) == 2


def test_nothing_but_bad_files_ends_with_three_and_writes_nothing(tmp_path: Path) -> None:
    assert duidu("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--out", tmp_path / "out") == 3
    assert list(tmp_path.iterdir()) == []


def test_one_file_gives_its_outline_and_a_hint(speeches: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert duidu("compare", speeches[0], "--lang", "zh") == 0
    assert "只有一份文稿" in capsys.readouterr().out


def test_the_same_file_twice_is_compared_once(speeches: list[Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert duidu("compare", speeches[0], speeches[0], "--lang", "zh") == 0
    said = capsys.readouterr()
    assert "只比较一次" in said.err
    assert "只有一份文稿" in said.out


def test_two_files_with_the_same_content_are_both_kept_and_said_to_be_the_same(
    speeches: list[Path], tmp_path: Path
) -> None:
    shutil.copy(speeches[0], tmp_path / "副本.txt")
    assert duidu("compare", speeches[0], tmp_path / "副本.txt", "--json", tmp_path / "r.json") == 0
    result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert [f["kind"] for f in result["findings"]] == ["same_file"]
    assert {d["rates"]["gross"] for d in result["documents"]} == {1.0}


def test_files_of_one_name_from_two_folders_are_both_kept(speeches: list[Path], tmp_path: Path) -> None:
    for folder, source in zip(("一处", "二处"), speeches, strict=True):
        (tmp_path / folder).mkdir()
        shutil.copy(source, tmp_path / folder / "讲话.txt")
    out = tmp_path / "out"
    assert duidu("compare", tmp_path / "一处" / "讲话.txt", tmp_path / "二处" / "讲话.txt", "--out", out) == 0
    assert sorted(p.name for p in out.iterdir()) == ["讲话 (一处).marked.docx", "讲话 (二处).marked.docx"]


def test_a_folder_stands_for_the_readable_files_in_it(speeches: list[Path], tmp_path: Path) -> None:
    (speeches[0].parent / "~$甲.docx").write_bytes(b"lock")
    (speeches[0].parent / "说明.png").write_bytes(b"%PDF")
    assert duidu("compare", speeches[0].parent, "--json", tmp_path / "r.json") == 0
    names = [d["name"] for d in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"]]
    assert names == ["乙.txt", "甲.txt"]


def test_an_output_folder_that_is_a_file_is_bad_usage(speeches: list[Path]) -> None:
    assert duidu("compare", *speeches, "--out", speeches[0]) == 2
    assert speeches[0].read_text(encoding="utf-8") == ONE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root writes everywhere")
def test_an_output_folder_that_cannot_be_written_is_named(speeches: list[Path], tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert duidu("compare", *speeches, "--out", locked / "out") == 4


def test_an_output_folder_below_a_file_cannot_be_made(speeches: list[Path]) -> None:
    assert duidu("compare", *speeches, "--out", speeches[0] / "out") == 4
    assert speeches[0].read_text(encoding="utf-8") == ONE


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_half(
    speeches: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    out = tmp_path / "out"
    assert duidu("compare", *speeches, "--out", out, "--lang", "en") == 4
    assert "No space left" in capsys.readouterr().err
    assert list(out.iterdir()) == []


def test_json_is_never_written_over_an_input(speeches: list[Path]) -> None:
    assert duidu("compare", *speeches, "--json", speeches[0]) == 2
    assert speeches[0].read_text(encoding="utf-8") == ONE


def test_text_in_gb18030_and_big5_is_known_and_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(ONE.encode("gb18030"))
    (tmp_path / "b.txt").write_bytes("同志們：\n這次會議對安全生產工作進行了部署，我們要把工作做好。\n".encode("big5"))
    assert duidu("compare", tmp_path / "a.txt", tmp_path / "b.txt", "--json", tmp_path / "r.json") == 0
    texts = [d["text"] for d in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"]]
    assert texts[0] == ONE
    assert "這次會議" in texts[1]
    assert duidu("outline", tmp_path / "a.txt", "--encoding", "gb18030") == 0
    assert duidu("outline", tmp_path / "a.txt", "--encoding", "utf-8") == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["compare"], "缺少"),
        (["compare", "--nonsense"], "没有选项"),
        (["teleport"], "没有这个命令"),
        (["compare", "a", "--lang", "fr"], "值不对"),
    ],
)
def test_bad_usage_is_explained_in_the_users_language(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert run(arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("locale", "words"), [("zh_CN.UTF-8", "比较两份或多份"), ("en_GB.UTF-8", "Compare two or more"), ("C", "比较两份")]
)
def test_help_speaks_the_language_of_the_system(
    locale: str, words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert run(["--help"]) == 0
    assert words in capsys.readouterr().out


def test_marked_copies_show_what_the_options_ask_for(speeches: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "标注"
    options = ["--kinds", "verbatim", "--no-unique", "--no-comments", "--no-legend", "--colour", "verbatim=#ffcc00"]

    assert duidu("compare", *speeches, "--out", out, *options) == 0

    with zipfile.ZipFile(out / "甲.marked.docx") as package:
        assert "word/comments.xml" not in package.namelist()
        fills = set(re.findall(r'w:fill="(\w+)"', package.read("word/document.xml").decode()))
    assert fills == {"FFCC00"}


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--kinds", "verbatim,copied"], "copied"),
        (["--colour", "near=blue"], "near=blue"),
        (["--colour", "x=FFCC00"], "x"),
    ],
)
def test_a_kind_or_colour_that_there_is_not_is_named_before_any_work(
    speeches: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], named: str
) -> None:
    assert duidu("compare", *speeches, "--out", tmp_path / "o", *options) == 2
    assert named in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_a_hyphen_reads_a_text_from_standard_input(
    speeches: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(OTHER.encode("gb18030"))))
    assert duidu("compare", speeches[0], "-", "--json", "-", "--out", tmp_path / "标注") == 0
    result = json.loads(capsys.readouterr().out)
    assert [(document["name"], document["text"]) for document in result["documents"]] == [
        ("甲.txt", ONE),
        ("stdin", OTHER),
    ]
    assert (tmp_path / "标注" / "stdin.marked.docx").is_file()


def test_versions_of_one_text_get_tracked_changes_where_they_are_asked_for(
    speeches: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = speeches[0], tmp_path / "甲二稿.txt"
    new.write_text(ONE.replace("腊月里", "正月里"), encoding="utf-8")
    out = tmp_path / "标注"

    assert duidu("compare", old, new, "--out", out, "--redlines") == 0

    assert [path.name for path in out.glob("*.redline.docx")] == ["甲 → 甲二稿.redline.docx"]
    capsys.readouterr()
    assert duidu("verify", out / "甲 → 甲二稿.redline.docx", old, new, "--lang", "zh") == 0
    assert "接受全部修订：与新稿一致" in capsys.readouterr().out


def test_a_saved_review_corrects_outlines_and_links_again(speeches: list[Path], tmp_path: Path) -> None:
    decided = {
        "duidu-review": 1,
        "corrections": {"甲.txt": [{"action": "heading", "place": ONE.index("今年"), "words": "今年春汛"}]},
    }
    (tmp_path / "审阅.json").write_text(json.dumps(decided), encoding="utf-8")

    assert duidu("compare", *speeches, "--review", tmp_path / "审阅.json", "--json", tmp_path / "r.json") == 0

    sections = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["documents"][0]["sections"]
    assert [s["heading"] for s in sections if s["kind"] == "section"] == ["今年春汛来得早，河工队腊月里就上了堤"]


@pytest.mark.parametrize(
    ("option", "setting", "words", "others", "as_usual"),
    [
        ("--no-traditional", "traditional", "龙马东风龟鸟车鱼龙马东风", "龍馬東風龜鳥車魚龍馬東風", True),
        ("--numerals", "numerals", "一百二十三万四千五百六十七", "1234567", False),
    ],
)
def test_what_makes_no_difference_is_chosen_on_the_command_line(
    tmp_path: Path, option: str, setting: str, words: str, others: str, as_usual: bool
) -> None:
    for name, said in (("a", words), ("b", others)):
        (tmp_path / f"{name}.txt").write_text(f"{said}。\n", encoding="utf-8")
    for options, expected in (([], as_usual), ([option], not as_usual)):
        target = tmp_path / "r.json"
        assert duidu("compare", tmp_path / "a.txt", tmp_path / "b.txt", *options, "--json", target) == 0
        result = json.loads(target.read_text(encoding="utf-8"))
        assert result["settings"][setting] is expected
        assert bool(result["documents"][0]["rates"]["shared"]) is expected
