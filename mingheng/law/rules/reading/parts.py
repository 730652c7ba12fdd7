"""Procedures put together from parts: what several procedures share is written once.

A procedure names the parts it `uses`. A part brings acts, rules and clocks, and `joins` them to what
is there already: the list or mapping it names is made longer. A part may speak of acts that one of
its procedures does not have; there those names are left out, and with them a rule or clock that has
nothing left to gate, need or start. What a procedure wants `without` is left out in the same way.
"""

from collections.abc import Iterable, Mapping

from mingheng.law.rules.reading.yaml_tree import Json

Tree = dict[str, Json]
SECTIONS = ("acts", "rules", "clocks", "strands")
_OF_A_RULE = ("gates", "spares", "needs", "unless", "people_of")
_OF_A_CLOCK = ("start", "stop")
_ESSENTIAL = frozenset({"gates", "heads", "needs", "people_of", "start"})


class PartsDisagree(ValueError):
    """A part that is not there, or a name that two of them give."""


def composed(procedure: Tree, parts: Mapping[str, Tree]) -> Tree:
    """The procedure with everything its parts bring. Raises PartsDisagree."""
    uses = procedure.get("uses")
    used = [_part(str(key), parts) for key in uses] if isinstance(uses, list) else []
    whole = {**procedure, **{section: dict(_section(procedure, section)) for section in SECTIONS}}
    unwanted = _unwanted(procedure, used)
    for part in used:
        for section in SECTIONS:
            _bring(_section(whole, section), _section(part, section), str(part.get("key")))
    for name in unwanted:
        _section(whole, "acts").pop(name)
    acts = _section(whole, "acts").keys()
    for part in used:
        for section in SECTIONS:
            for name in _section(whole, section).keys() & _section(part, section).keys():
                _fit(whole, section, name, acts)
    for part in used:
        _join(whole, _section(part, "joins"), acts)
    _unamended(whole, {name for part in used for name in _section(part, "acts")})
    return whole if whole["strands"] or "strands" in procedure else {k: v for k, v in whole.items() if k != "strands"}


def _unwanted(procedure: Tree, used: Iterable[Tree]) -> set[str]:
    """The acts of the parts the procedure says it goes without. Raises PartsDisagree when no part has one."""
    listed = procedure.get("without")
    names = {str(name) for name in listed} if isinstance(listed, list) else set()
    if strange := sorted(names - {act for part in used for act in _section(part, "acts")}):
        raise PartsDisagree(f"without 中的 {'、'.join(strange)} 不在所用的部分里，请去掉")
    return names


def joined_by(part: Tree) -> Iterable[tuple[str, str]]:
    """Section and name of everything a part joins something to."""
    for section, named in _section(part, "joins").items():
        for name in named if isinstance(named, dict) else ():
            yield section, name


def _part(key: str, parts: Mapping[str, Tree]) -> Tree:
    if key not in parts:
        raise PartsDisagree(f"没有部分 {key}，请在 parts/ 中补上")
    return parts[key]


def _section(tree: Tree, name: str) -> Tree:
    found = tree.get(name)
    return found if isinstance(found, dict) else {}


def _bring(there: Tree, brought: Tree, part: str) -> None:
    if twice := sorted(there.keys() & brought.keys()):
        raise PartsDisagree(f"{'、'.join(twice)} 与部分 {part} 重复，请改名")
    there.update(brought)


def _fit(whole: Tree, section: str, name: str, acts: Iterable[str]) -> None:
    """Leave out of what a part brought the acts this procedure does not have."""
    there, known = _section(whole, section), set(acts)
    fitted = _ACCORDING_TO[section](there[name], known)
    if fitted is None:
        del there[name]
    else:
        there[name] = fitted


def _unamended(whole: Tree, brought: Iterable[str]) -> None:
    """Leave out of what a part's act amends the facts that none of the amended acts has here, e.g. what is confiscated."""
    acts = _section(whole, "acts")
    for act in (_section(acts, name) for name in brought if name in acts):
        listed = act.get("amends")
        for change in (one for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ():
            targets = change.get("acts")
            known = {f for a in (targets if isinstance(targets, list) else ()) for f in _section(_section(acts, str(a)), "facts")}
            change["facts"] = {f: own for f, own in _section(change, "facts").items() if f in known}


def _act(act: Json, known: set[str]) -> Json:
    if not isinstance(act, dict):
        return act
    fitted = dict(act)
    for field in ("supersedes", "amends"):
        listed = act.get(field)
        if isinstance(listed, list):
            fitted[field] = [one for one in (_only(one, ("acts", "head"), known) for one in listed) if one is not None]
    return fitted


def _rule(rule: Json, known: set[str]) -> Json:
    fitted = _only(rule, _OF_A_RULE, known)
    if isinstance(fitted, dict) and fitted.get("remedy_act") not in known:
        fitted.pop("remedy_act", None)
    return fitted


def _clock(clock: Json, known: set[str]) -> Json:
    fitted = _only(clock, _OF_A_CLOCK, known)
    if isinstance(fitted, dict):
        _keep(fitted, known)
    return fitted


def _keep(clock: Tree, known: set[str]) -> None:
    extensions, excludes = clock.get("extensions"), clock.get("excludes")
    if isinstance(extensions, dict):
        clock["extensions"] = {act: limit for act, limit in extensions.items() if act in known}
    if isinstance(excludes, list):
        clock["excludes"] = [e for e in excludes if isinstance(e, dict) and {e.get("start"), e.get("stop")} <= known]


def _only(tree: Json, fields: Iterable[str], known: set[str]) -> Json:
    """The tree with only known acts in these lists; None when an essential list has none left."""
    if not isinstance(tree, dict):
        return tree
    fitted = dict(tree)
    for field in fields:
        listed = tree.get(field)
        if not isinstance(listed, list) or not listed:
            continue
        fitted[field] = [name for name in listed if name in known or name == "*"]
        if not fitted[field] and (field in _ESSENTIAL or field in ("acts", "head")):
            return None
    return fitted


def _strand(strand: Json, known: set[str]) -> Json:
    return _only(strand, ("heads",), known)


_ACCORDING_TO = {"acts": _act, "rules": _rule, "clocks": _clock, "strands": _strand}


def _join(whole: Tree, joins: Tree, acts: Iterable[str]) -> None:
    known = set(acts)
    for section, named in joins.items():
        for name, fields in (named if isinstance(named, dict) else {}).items():
            target = _section(whole, section).get(name)
            if isinstance(target, dict) and isinstance(fields, dict):
                _section(whole, section)[name] = {
                    **target,
                    **{f: _longer(target.get(f), more, None if f == "facts" else known) for f, more in fields.items()},
                }


def _longer(there: Json, more: Json, known: set[str] | None) -> Json:
    """What is there, lengthened by `more`; of what names acts, only the `known` ones."""
    if isinstance(more, dict):
        return {**(there if isinstance(there, dict) else {}), **{k: v for k, v in more.items() if known is None or k in known}}
    added = [
        one for one in (more if isinstance(more, list) else [more]) if not isinstance(one, str) or known is None or one in known
    ]
    return [*(there if isinstance(there, list) else []), *added]
