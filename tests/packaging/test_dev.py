"""The developer's commands: what they install, what they start, what they refuse."""

import ast
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
MODULES = ("dev", "commands", "environment", "system_packages", "validate")
REQUIREMENT_FILES = ("build-requirements.txt", "requirements.txt", "requirements-dev.txt")


class Tools:
    """The modules of `packaging/`, which is no package: they find each other because that folder is on the path."""

    dev: ModuleType
    commands: ModuleType
    environment: ModuleType
    system_packages: ModuleType
    validate: ModuleType


@pytest.fixture(scope="module")
def tools() -> Iterator[Tools]:
    before = {name: sys.modules.pop(name, None) for name in MODULES}
    sys.path.insert(0, str(PACKAGING))
    loaded = Tools()
    for name in MODULES:
        setattr(loaded, name, importlib.import_module(name))
    yield loaded
    sys.path.remove(str(PACKAGING))
    for name, module in before.items():
        del sys.modules[name]
        if module is not None:
            sys.modules[name] = module


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "packaging").mkdir()
    for name in REQUIREMENT_FILES:
        (tmp_path / "packaging" / name).write_text("one==1\n")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "duidu"\n[tool.ruff]\nline-length = 120\n')
    return tmp_path


@pytest.fixture
def installed(tools: Tools, project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a set-up does, in order, with no interpreter and no network: 'create' and 'install'."""
    done: list[str] = []

    def create(root: Path) -> None:
        done.append("create")
        python = tools.environment.program(root, "python")
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(tools.environment, "_create", create)
    monkeypatch.setattr(tools.environment, "_install", lambda root: done.append("install"))
    return done


# What is installed


def pins(name: str) -> list[str]:
    """The logical lines of a requirement file."""
    text = (PACKAGING / name).read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("name", REQUIREMENT_FILES)
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    assert pins(name)
    for pin in pins(name):
        assert re.match(r"[a-z0-9][a-z0-9._-]*==\S+ ", pin), pin
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", pin), pin


@pytest.mark.parametrize("name", REQUIREMENT_FILES)
def test_requirement_files_name_no_address_and_no_other_option(name: str) -> None:
    text = (PACKAGING / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "@" not in text
    options = {option for line in text.splitlines() for option in re.findall(r"(?:^|\s)(-[-a-z]+)", line)}
    assert options == {"--hash"}


def test_every_dependency_of_the_project_is_pinned(tools: Tools) -> None:
    pinned = {re.split("==", pin)[0] for pin in pins("requirements.txt")}
    project = tools.environment.tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in project["dependencies"]}
    assert needed | {"pyside6-essentials"} <= pinned


# The environment


def test_a_finished_environment_is_left_alone(tools: Tools, project: Path, installed: list[str]) -> None:
    tools.environment.provide(project)
    tools.environment.provide(project)
    assert installed == ["create", "install"]


@pytest.mark.parametrize("name", REQUIREMENT_FILES)
def test_other_requirements_are_installed_into_the_same_environment(
    tools: Tools, project: Path, installed: list[str], name: str
) -> None:
    tools.environment.provide(project)
    (project / "packaging" / name).write_text("one==2\n")
    tools.environment.provide(project)
    assert installed == ["create", "install", "install"]


def test_only_the_parts_of_pyproject_that_are_installed_count(
    tools: Tools, project: Path, installed: list[str]
) -> None:
    tools.environment.provide(project)
    text = (project / "pyproject.toml").read_text()
    (project / "pyproject.toml").write_text(text.replace("120", "100"))
    tools.environment.provide(project)
    assert installed == ["create", "install"]
    (project / "pyproject.toml").write_text(text.replace("[tool.ruff]", 'dependencies = ["two"]\n[tool.ruff]'))
    tools.environment.provide(project)
    assert installed == ["create", "install", "install"]


def test_an_interrupted_set_up_starts_again(
    tools: Tools, project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(root: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(tools.environment, "_install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            tools.environment.provide(project)
    tools.environment.provide(project)
    assert installed == ["create", "create", "install"]


def test_an_interrupted_update_starts_from_nothing(
    tools: Tools, project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(root: Path) -> None:
        raise tools.environment.SetUpFailed("no network")

    tools.environment.provide(project)
    requirements = project / "packaging" / "requirements.txt"
    requirements.write_text("one==2\n")
    with monkeypatch.context() as patch:
        patch.setattr(tools.environment, "_install", failing)
        with pytest.raises(tools.environment.SetUpFailed):
            tools.environment.provide(project)
    requirements.write_text("one==1\n")
    tools.environment.provide(project)
    assert installed == ["create", "install", "create", "install"]


def test_another_python_makes_the_environment_anew(
    tools: Tools, project: Path, installed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tools.environment.provide(project)
    monkeypatch.setattr(sys, "base_prefix", "/opt/another-python")
    tools.environment.provide(project)
    assert installed == ["create", "install", "create", "install"]


def test_a_moved_folder_makes_the_environment_anew(tools: Tools, project: Path, installed: list[str]) -> None:
    tools.environment.provide(project)
    moved = project.rename(project.with_name("moved"))
    tools.environment.provide(moved)
    assert installed == ["create", "install", "create", "install"]


def test_an_environment_whose_python_is_gone_is_made_anew(tools: Tools, project: Path, installed: list[str]) -> None:
    tools.environment.provide(project)
    tools.environment.program(project, "python").unlink()
    tools.environment.provide(project)
    assert installed == ["create", "install", "create", "install"]


def test_a_python_without_venv_is_told_which_package_to_install(
    tools: Tools, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools.environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(tools.system_packages, "can_install", lambda: False)
    with pytest.raises(tools.environment.SetUpFailed, match=rf"apt-get install python3\.{sys.version_info.minor}-venv"):
        tools.environment.provide(project)
    assert not (project / ".venv").exists()


# What the system lacks


def test_packages_that_dpkg_does_not_call_installed_are_missing(tools: Tools) -> None:
    listing = "installed libegl1\nconfig-files libgl1\nnot-installed xauth\n"
    groups = [("libegl1",), ("libgl1",), ("xauth",), ("xvfb",)]
    assert tools.system_packages.missing(groups, listing) == ["libgl1", "xauth", "xvfb"]


def test_a_renamed_library_counts_under_either_name(tools: Tools) -> None:
    groups = tools.system_packages.LIBRARIES
    everything = "".join(f"installed {group[-1]}\n" for group in groups)
    assert "libglib2.0-0t64" in everything
    assert tools.system_packages.missing(groups, everything) == []
    without = everything.replace("libglib2.0-0t64", "libother")
    assert tools.system_packages.missing(groups, without) == ["libglib2.0-0"]


def test_one_chinese_font_is_enough(tools: Tools) -> None:
    fonts = tools.system_packages.FONTS
    assert tools.system_packages.missing([fonts], "installed fonts-wqy-microhei\n") == []
    assert tools.system_packages.missing([fonts], "") == ["fonts-noto-cjk"]


# What is started


@pytest.fixture
def with_window(project: Path) -> Path:
    (project / "ui").mkdir()
    (project / "ui" / "application.py").touch()
    samples = project / "resources" / "samples"
    samples.mkdir(parents=True)
    for name in ("b.txt", "a.docx", "上级文件.txt"):
        (samples / name).touch()
    return project


def test_run_opens_the_sample_speeches_in_the_window(tools: Tools, with_window: Path) -> None:
    samples = with_window / "resources" / "samples"
    program, *rest = tools.commands.run_command(with_window, [], screen=True)
    assert program == str(tools.environment.program(with_window, "duidu"))
    assert rest == [str(samples / "a.docx"), str(samples / "b.txt")]


def test_run_opens_the_files_named_instead_of_the_samples(tools: Tools, with_window: Path) -> None:
    assert tools.commands.run_command(with_window, ["mine.docx"], screen=True)[1:] == ["mine.docx"]


def test_run_writes_marked_copies_where_there_is_no_screen(tools: Tools, with_window: Path) -> None:
    command = tools.commands.run_command(with_window, ["--more"], screen=False)
    assert command[1:] == ["demo", "--out", str(with_window / "build" / "demo"), "--more"]


def test_run_writes_marked_copies_where_there_is_no_window_program(tools: Tools, project: Path) -> None:
    assert tools.commands.run_command(project, [], screen=True)[1] == "demo"


@pytest.mark.parametrize(
    ("platform", "environ", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_seen_where_there_is_one(
    tools: Tools, platform: str, environ: dict[str, str], screen: bool
) -> None:
    assert tools.commands.has_screen(environ, platform) is screen


def test_tests_run_offscreen_without_a_screen_and_their_exit_code_is_handed_on(
    tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    def call(command: list[str], extra: dict[str, str]) -> int:
        calls.append((command[1:], extra))
        return 5

    monkeypatch.setattr(tools.commands, "call", call)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(tools.commands, "has_screen", lambda environ: False)
    assert tools.commands.test(["-k", "moved clause"]) == 5
    assert calls == [(["-m", "pytest", "-k", "moved clause"], {"QT_QPA_PLATFORM": "offscreen"})]


def test_an_exit_code_is_told_as_a_shell_would(tools: Tools) -> None:
    assert tools.commands.call([sys.executable, "-c", "raise SystemExit(3)"]) == 3
    if sys.platform != "win32":
        assert tools.commands.call([sys.executable, "-c", "import os; os.kill(os.getpid(), 15)"]) == 128 + 15


def test_an_unknown_command_gets_the_usage(tools: Tools, capsys: pytest.CaptureFixture[str]) -> None:
    assert tools.commands.main(["publish"]) == 2
    assert "usage:" in capsys.readouterr().err


def test_an_old_python_is_told_so_in_both_languages(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 8))
    said = tools.dev.main(["run"])
    assert "needs Python 3.11" in said
    assert "需要 Python 3.11" in said
    assert "Python 3.6" in said


def test_an_old_python_can_read_the_start_of_the_program() -> None:
    tree = ast.parse((PACKAGING / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 0))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr)
    assert not [node for node in ast.walk(tree) if isinstance(node, newer)]
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert functions
    assert all(function.returns is None for function in functions)
    top = [name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names]
    assert top == ["sys"]


# Validators of Word files


def test_a_finding_that_the_input_had_does_not_count_though_its_numbers_changed(tools: Tools) -> None:
    finding = tools.validate.Finding
    before = [finding("one", "style 7 is undefined", "p[3]")]
    after = [finding("one", "style 9 is undefined", "p[4]"), finding("two", "style 7 is undefined")]
    assert tools.validate.new_findings(after, before) == after[1:]


def test_a_finding_of_the_input_excuses_only_one_like_it(tools: Tools) -> None:
    finding = tools.validate.Finding("one", "w:t inside w:del")
    assert tools.validate.new_findings([finding, finding], [finding]) == [finding]


def test_a_broken_word_file_fails_and_an_ok_one_passes(
    tools: Tools, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docx import Document

    sound, broken = tmp_path / "sound.docx", tmp_path / "broken.docx"
    document = Document()
    document.add_paragraph("先立后破，不破不立。")
    document.save(str(sound))
    broken.write_bytes(sound.read_bytes()[:900])
    assert tools.validate.main([str(sound)]) == 0
    assert tools.validate.main([str(broken)]) == 1
    assert "broken.docx" in capsys.readouterr().out


def test_a_lost_comment_counts_against_the_input(
    tools: Tools, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph("狠抓落实不放松。")
    edited = tmp_path / "edited.docx"
    document.save(str(edited))
    document.add_comment(paragraph.runs, text="请核实")
    source = tmp_path / "source.docx"
    document.save(str(source))
    assert tools.validate.main([str(edited)]) == 0
    assert tools.validate.main([str(edited), "--against", str(source)]) == 1
    assert "请核实" in capsys.readouterr().out
