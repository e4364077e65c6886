"""Data classes that are made in a fifth of the time: for the modules that every look-up loads.

At run time ``dataclass`` and ``field`` stand for those of :mod:`dataclasses`, as far as frozen classes with
slots and without parents go. The module itself loads a good part of the standard library and compiles six functions
for each class; twenty classes cost more than the look-up. Here one function is compiled, the others are shared.
``dataclasses.fields``, ``replace``, ``asdict`` and the like work on the classes: what they need is made when
they ask.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    from operator import attrgetter

    class _Default:
        """A default value, or the function that makes one."""

        def __init__(self, default=..., default_factory=None):
            self.default, self.factory = default, default_factory

    def field(*, default=..., default_factory=None):
        """A field with a default that cannot stand as it is."""
        return _Default(default, default_factory)

    def dataclass(*, frozen, slots):
        """A decorator that makes a frozen class with slots of one with annotations."""
        assert frozen
        assert slots
        return _make

    def _make(cls):
        assert cls.__bases__ == (object,), "a record has no parents"
        names = tuple(cls.__annotations__)
        space = {key: value for key, value in vars(cls).items() if key not in ("__dict__", "__weakref__")}
        given = {name: space.pop(name) for name in names if name in space}
        defaults = {name: value if isinstance(value, _Default) else _Default(value) for name, value in given.items()}
        space.update(
            __slots__=names, __match_args__=names, __setattr__=_set, __delattr__=_delete, __repr__=_repr,
            __getstate__=_state, __setstate__=_restore, __dataclass_fields__=_Fields(defaults),
        )  # fmt: skip
        space.setdefault("__eq__", _equal)
        space["__hash__"] = _hash
        made = type(cls.__name__, (), space)
        made.__qualname__ = cls.__qualname__
        made._values = staticmethod(attrgetter(*names) if len(names) > 1 else _single(names))
        made.__init__ = _initialiser(made, names, defaults)
        return made

    def _single(names):
        return lambda record: tuple(getattr(record, name) for name in names)

    def _initialiser(made, names, defaults):
        """``__init__``, which fills the slots directly: nothing else may."""
        space = {f"_set_{name}": getattr(made, name).__set__ for name in names}
        parameters, lines = ["self"], []
        for name in names:
            value, known = name, defaults.get(name)
            parameters.append(name)
            if known is not None and known.factory is not None:
                space[f"_make_{name}"] = known.factory
                parameters[-1] += "=..."
                value = f"_make_{name}() if {name} is ... else {name}"
            elif known is not None:
                space[f"_default_{name}"] = known.default
                parameters[-1] += f"=_default_{name}"
            lines.append(f" _set_{name}(self, {value})")
        exec(f"def __init__({', '.join(parameters)}):\n" + "\n".join(lines), space)  # noqa: S102  # of our own names
        initialise = space["__init__"]
        initialise.__qualname__ = f"{made.__qualname__}.__init__"
        initialise.__module__ = made.__module__
        initialise.__annotations__ = {**made.__annotations__, "return": "None"}
        return initialise

    class _Fields:
        """``__dataclass_fields__``, by which :mod:`dataclasses` knows its classes, made when first asked for."""

        def __init__(self, defaults):
            self._defaults = defaults

        def __get__(self, record, owner):
            import dataclasses

            fields = []
            for name, kind in owner.__annotations__.items():
                known = self._defaults.get(name)
                if known is None:
                    fields.append((name, kind))
                elif known.factory is not None:
                    fields.append((name, kind, dataclasses.field(default_factory=known.factory)))
                else:
                    fields.append((name, kind, dataclasses.field(default=known.default)))
            twin = dataclasses.make_dataclass(owner.__name__, fields, frozen=True)
            owner.__dataclass_fields__ = twin.__dataclass_fields__
            owner.__dataclass_params__ = twin.__dataclass_params__
            return twin.__dataclass_fields__

    def _set(_self, name, _value):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _delete(_self, name):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def _equal(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = self._values
        return values(self) == values(other)

    def _hash(self):
        return hash(self._values(self))

    def _repr(self):
        parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{self.__class__.__qualname__}({parts})"

    def _state(self):
        return [getattr(self, name) for name in self.__slots__]

    def _restore(self, state):
        for name, value in zip(self.__slots__, state, strict=True):
            object.__setattr__(self, name, value)


__all__ = ["dataclass", "field"]
