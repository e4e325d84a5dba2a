"""The word lists of the grammar as sets; what each is for stands beside it in `grammar.yaml`."""

from pipeline.vocabulary.load import load

_LISTS: dict[str, list[str]] = load("grammar")

BEFELL = frozenset(_LISTS["befell"])
CHANGE = frozenset(_LISTS["change"])
CHANGE_FROM_TO = frozenset(_LISTS["change_from_to"])
CRIMES = frozenset(_LISTS["crimes"])
FOREIGN_THINGS = frozenset(_LISTS["foreign_things"])
HEDGES = frozenset(_LISTS["hedges"])
LET_GO = frozenset(_LISTS["let_go"])
LIGHT = frozenset(_LISTS["light"])
NEUTRAL = frozenset(_LISTS["neutral"])
OFFENDERS = frozenset(_LISTS["offenders"])
OWN_VERBS = frozenset(_LISTS["own_verbs"])
PENALTIES = frozenset(_LISTS["penalties"])
REPORTING = frozenset(_LISTS["reporting"])
SPEECH = frozenset(_LISTS["speech"])
THEMES = frozenset(_LISTS["themes"])
