"""Every setting once: its name, type, default and what it does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What changes a result. Lengths are in folded characters (letters and digits), shares in 0…1."""

    traditional: bool = True
    """Whether traditional and simplified characters are no difference."""

    numerals: bool = False
    """Whether Chinese and Arabic numerals are no difference (二十一 and 21)."""

    shortest: int = 6
    """The shortest run of characters that counts as shared by itself."""

    seed: int = 5
    """The shortest run from which a longer, edited passage may grow."""

    widest_gap: int = 40
    """The longest stretch of changed text that a passage may bridge."""

    edit_cost: float = 0.6
    """What a changed character costs a passage that bridges it; an equal one earns 1."""

    clause_likeness: float = 0.3
    """How much alike, from 0 to 1, two clauses must be in their characters and pairs of these to be rewordings."""

    least_similarity: float = 0.5
    """The similarity below which two places are not one passage."""

    formula_families: int = 4
    """In how many families of official texts a run of characters must stand to be usual."""

    formula_share: float = 0.75
    """The share of its runs that must be usual for a phrase to be a formula (for long ones half-way to all)."""

    longest_formula: int = 80
    """A run of set phrases as long as this is copied, unless official texts have it as a whole."""

    least_copied: int = 8
    """The shortest passage that can be evidence of copying."""

    least_evidence: int = 10
    """How many runs that are not usual a passage must share to be evidence of copying."""

    template_content: float = 18.0
    """How much content a frame must keep for sentences to be one template, measured as `near_content` is."""

    near_likeness: float = 0.25
    """How much of their content, rare words weighing more, two wordings must share to say the same in other words."""

    near_content: float = 25.0
    """How much shared content, in natural logarithms of the rarity of pairs of characters, is evidence of copying."""

    reference_share: float = 0.8
    """The share of its runs that must stand in a common source for a passage to be taken from there."""

    link_headings: float = 0.15
    """What the same heading counts for two sections to belong together; the same words throughout count 1."""

    link_runs: float = 0.3
    """What it counts that two sections share all runs of characters that are not usual."""

    link_kind: float = 0.25
    """What the same kind of part counts, where one is a title, a salutation, a preamble, a closing or the like."""

    link_function: float = 0.03
    """What the same function counts, and another one against it."""

    link_manner: float = 0.1
    """What counts against sections whose clauses speak otherwise: demand, find fault, report, announce."""

    link_place: float = 0.1
    """What counts against sections at the opposite ends of their texts."""

    link_length: float = 0.02
    """What counts against sections of which one is 2.7 times as long as the other."""

    link_parents: float = 0.1
    """The share of their parents' likeness that two sections gain."""

    link_children: float = 0.5
    """The share of their children's likeness that two sections gain."""

    link_hubs: float = 0.45
    """The share of each one's likeness to others that two sections lose: what is like everything belongs to nothing."""

    link_likeness: float = 0.05
    """How much alike two sections must be in what they say to be linked."""

    link_strength: float = 0.0
    """How much more two sections must be alike than each is like others to be linked."""

    link_rivalry: float = 0.9
    """The share of the best partner's strength from which another section is a partner too."""

    versions_share: float = 0.6
    """The share of one document that must stand in the other for both to be versions of one text."""
