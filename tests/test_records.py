"""Records are what dataclasses would make of the same classes."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys

import pytest

from termlode import model
from termlode.model import Details, Match, Note, Origin, TranslationUnit, Variant
from termlode.records import dataclass, field

CLASSES = [one for one in vars(model).values() if isinstance(one, type) and one.__module__ == model.__name__]


@dataclass(frozen=True, slots=True)
class Ours:
    """What it is."""

    name: str
    number: int = 3
    things: dict[str, int] = field(default_factory=dict)
    place: tuple[int, ...] = field(default=())

    @property
    def doubled(self) -> int:
        """A method stays."""
        return 2 * self.number


@dataclasses.dataclass(frozen=True, slots=True)
class Theirs:
    """What it is."""

    name: str
    number: int = 3
    things: dict[str, int] = dataclasses.field(default_factory=dict)
    place: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Lone:
    """One field only."""

    value: object


def test_made_shown_and_compared_alike() -> None:
    ours, theirs = Ours("a", place=(1,)), Theirs("a", place=(1,))
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert ours == Ours("a", 3, {}, (1,)) != Ours("b")
    assert ours != theirs  # type: ignore[comparison-overlap]  # that is the point
    assert ours.doubled == 6
    assert ours.things is not Ours("a").things
    assert Ours.__doc__ == "What it is."
    assert Ours.__match_args__ == Theirs.__match_args__
    with pytest.raises(TypeError, match="name"):
        Ours()  # type: ignore[call-arg]  # that is the point
    with pytest.raises(TypeError, match="unknown"):
        Ours("a", unknown=1)  # type: ignore[call-arg]


def test_hashes_go_by_value() -> None:
    assert hash(Lone(1)) == hash(Lone(1))
    assert {Lone("x"): 1}[Lone("x")] == 1
    assert len({Variant("en", "a"), Variant("en", "a"), Variant("en", "b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours("a"))


@pytest.mark.parametrize("one", [Ours("a"), Lone(3), Variant("en", "a", notes=(Note("n"),))])
def test_nothing_can_be_changed_and_everything_copied(one: object) -> None:
    name = dataclasses.fields(one)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(one, name, 1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(one, name)
    with pytest.raises(AttributeError):
        one.other = 1  # type: ignore[attr-defined]
    assert not hasattr(one, "__dict__")
    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one


def test_the_functions_of_dataclasses_work() -> None:
    assert [(f.name, f.type, f.default) for f in dataclasses.fields(Ours)] == [
        (f.name, f.type, f.default) for f in dataclasses.fields(Theirs)
    ]
    assert dataclasses.is_dataclass(Ours)
    assert dataclasses.replace(Ours("a"), number=4) == Ours("a", 4)
    assert dataclasses.asdict(Ours("a")) == dataclasses.asdict(Theirs("a"))
    unit = TranslationUnit((Variant("en", "a"), Variant("fa", "ب")))
    assert dataclasses.replace(unit, origin=Origin(client="acme")).variants == unit.variants
    assert dataclasses.asdict(unit)["variants"][1]["text"] == "ب"
    match unit.variants[0]:
        case Variant("en", text):
            assert text == "a"
        case _:
            pytest.fail("does not match by place")


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_of_the_model(cls: type) -> None:
    fields = dataclasses.fields(cls)
    assert tuple(f.name for f in fields) == cls.__slots__  # type: ignore[attr-defined]
    values = {f.name: f"value of {f.name}" for f in fields}
    one = cls(**values)
    assert one == cls(*values.values())
    assert all(getattr(one, name) == value for name, value in values.items())
    assert hash(one) == hash(cls(**values))


def test_defaults_of_the_model() -> None:
    unit = TranslationUnit((Variant("en", "a"),))
    assert unit.details == Details()
    assert unit.origin.kind == "import"
    assert Match(1, "fuzzy", unit.variants[0], None, unit).penalties == ()


def test_the_model_loads_no_dataclasses() -> None:
    modules = "termlode.model, termlode.memory.store, termlode.jobs.lookup, termlode.cli.matches_view"
    code = f"import sys, {modules}; sys.exit('dataclasses' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
