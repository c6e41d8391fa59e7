"""Every code has its sentence in both languages, with the same values; the catalogues are what the sources say."""

from __future__ import annotations

import importlib.util
import string
from pathlib import Path
from types import ModuleType

import pytest

from app.messages import LANGUAGES, message, say, sentence, users_language

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", LANGUAGES.values())
def test_a_catalogue_has_every_code_and_no_other_and_is_compiled(translations: ModuleType, language: str) -> None:
    assert translations.faults(language) == []


def test_both_languages_take_the_same_values(translations: ModuleType) -> None:
    chinese, english = translations.catalogue("zh_CN"), translations.catalogue("en")
    for entry in chinese:
        if entry.id:
            other = english.get(entry.id)
            assert fields(str(entry.string)) == fields(str(other.string)), entry.id


def fields(wording: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(wording) if name}


def test_a_message_says_its_values_in_either_language() -> None:
    said = message("pair.texts", more=12, less=8)
    assert sentence(said, "zh") == "共有内容不多（12%、8%），视为相互独立的文稿"
    assert sentence(said, "en").startswith("little of each stands in the other (12%, 8%)")


def test_a_code_without_a_wording_is_a_bug() -> None:
    with pytest.raises(KeyError, match="nonsense"):
        say("zh", "nonsense.code")


@pytest.mark.parametrize(
    ("named", "language"), [("zh_CN.UTF-8", "zh"), ("en_US.UTF-8", "en"), ("fr_FR", "en"), ("C", "zh"), ("POSIX", "zh")]
)
def test_the_users_language_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch, named: str, language: str) -> None:
    monkeypatch.setenv("LC_ALL", named)
    assert users_language() == language
