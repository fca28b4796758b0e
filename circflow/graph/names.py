"""Names that people type → ids of companies, deals, data sets and sources, looked up in the database."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Final

from circflow.errors import ParamError
from circflow.graph.connection import Connection
from circflow.text.names import Meaning, name_key, resolve

CORRECTED: Final = "corrected"
"""Stands in the place of a source: the corrected figures of whoever states any."""

_NEAR: Final = 3
_PARTIES_AND_DEALS: Final = frozenset({"company", "deal"})
_MEANINGS: Final = """
MATCH (c:Company {key: $key})
RETURN c.id AS id, 'name' AS kind, false AS ambiguous
UNION
MATCH (n:Name {key: $key})-[:NAMES]->(c:Company)
RETURN c.id AS id, n.kind AS kind, n.ambiguous AS ambiguous
"""
_OWN: Final = "MATCH (c:Company {id: $text}) RETURN c.id AS id"
_ALL_KEYS: Final = """
MATCH (c:Company)
RETURN c.id AS id, c.key AS key
UNION
MATCH (n:Name)-[:NAMES]->(c:Company)
RETURN c.id AS id, n.key AS key
LIMIT 20000
"""
_COMPANY_NAMES: Final = "MATCH (c:Company) RETURN c.name AS name LIMIT 20000"
_DEAL: Final = "MATCH (d:Deal {id: $text}) RETURN d.id AS id"
_NEAR_DEALS: Final = """
MATCH (d:Deal) WHERE toLower(d.id) STARTS WITH toLower($text)
RETURN d.id AS id ORDER BY size(id), id LIMIT 5
"""
_ALL_DEALS: Final = "MATCH (d:Deal) RETURN d.id AS id LIMIT 20000"
_SOURCE: Final = "MATCH (s:Source {source_id: $text}) RETURN s.source_id AS id LIMIT 1"
_ALL_SOURCES: Final = "MATCH (s:Source) RETURN DISTINCT s.source_id AS id ORDER BY id LIMIT 20000"
_DATASETS: Final = "MATCH (d:Dataset) RETURN d.id AS id ORDER BY id"
_IDS: Final = """
MATCH (d:Deal) WHERE $deals AND d.id IN $texts
RETURN d.id AS id
UNION
MATCH (c:Company) WHERE $companies AND c.id IN $texts
RETURN c.id AS id
"""
_NAMES: Final = "MATCH (c:Company) WHERE c.id IN $ids RETURN c.id AS id, c.name AS name"


def company_names(connection: Connection) -> list[str]:
    """Return the names of companies, of many the first thousands."""
    return [row["name"] for row in connection.ask(_COMPANY_NAMES)]


def company_id(connection: Connection, text: str) -> str:
    """Return the id of the company that an id, a name or an alias in any script means.

    Raises:
        ParamError: no company is called so, or several are; the candidates are named.
    """
    if connection.ask(_OWN, {"text": text}):
        return text
    rows = connection.ask(_MEANINGS, {"key": name_key(text)})
    found = resolve(text, [Meaning(row["id"], row["kind"], row["ambiguous"]) for row in rows], {})
    if found.company_id is not None:
        return found.company_id
    if found.ambiguous:
        raise ParamError(
            f"'{text}' can mean {_listed(connection, found.candidates)}", hint="Give the id of the one you mean."
        )
    known = {key: row["id"] for row in connection.ask(_ALL_KEYS) for key in (row["key"], row["id"]) if key}
    near = resolve(text, [], known).candidates
    meant = f"; did you mean {_listed(connection, near)}?" if near else ""
    raise ParamError(f"no company is called '{text}'{meant}", hint="circflow companies --search WORDS finds companies.")


def named_id(connection: Connection, text: str, of: Collection[str]) -> str:
    """Return the id that a text means, where it may name a company, a deal, a data set or a source.

    Args:
        connection: Where to look.
        text: What a person typed.
        of: What it may name: company, deal, dataset, source; for a source also `corrected`, which is none.

    Raises:
        ParamError: nothing is called so.
    """
    if "deal" in of and connection.ask(_DEAL, {"text": text}):
        return text
    if "dataset" in of:
        return _dataset(connection, text)
    if "source" in of:
        return text if text == CORRECTED else _source(connection, text)
    if "company" in of:
        return company_id(connection, text)
    raise _no_deal(connection, text)


def named_ids(connection: Connection, texts: Sequence[str], of: Collection[str]) -> list[str]:
    """Return the ids that some texts mean, each once, as `named_id` does for each; ids are looked up all at once.

    Raises:
        ParamError: as for `named_id`.
    """
    known: set[str] = set()
    if _PARTIES_AND_DEALS.issuperset(of):
        asked = {"texts": list(texts), "deals": "deal" in of, "companies": "company" in of}
        known = {row["id"] for row in connection.ask(_IDS, asked)}
    meant = (text if text in known else named_id(connection, text, of) for text in texts)
    return list(dict.fromkeys(meant))


def names(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """Return the names of companies by id."""
    return {row["id"]: row["name"] for row in connection.ask(_NAMES, {"ids": sorted(ids)})} if ids else {}


def _no_deal(connection: Connection, text: str) -> ParamError:
    """Return the error for an id that no deal has; names the parts of an agreement, or ids that are spelt alike."""
    near = [row["id"] for row in connection.ask(_NEAR_DEALS, {"text": text})] if text.strip() else []
    if not near:
        known = {row["id"].casefold(): row["id"] for row in connection.ask(_ALL_DEALS)}
        near = [known[key] for key in get_close_matches(text.casefold(), known)]
    meant = f"; did you mean {', '.join(near)}?" if near else ""
    return ParamError(
        f"no deal has the id '{text}'{meant}",
        hint="List the deals of a company with: circflow run company-deals --company NAME",
    )


def _dataset(connection: Connection, text: str) -> str:
    loaded = [row["id"] for row in connection.ask(_DATASETS)]
    if text not in loaded:
        raise ParamError(f"no data set '{text}' is loaded", hint=f"Loaded are: {', '.join(loaded) or 'none'}.")
    return text


def _source(connection: Connection, text: str) -> str:
    if connection.ask(_SOURCE, {"text": text}):
        return text
    known = [row["id"] for row in connection.ask(_ALL_SOURCES)]
    near = [id_ for id_ in known if id_.casefold().startswith(text.casefold())][:_NEAR]
    near = near or get_close_matches(text, [*known, CORRECTED])
    meant = f"; did you mean {', '.join(near)}?" if near else ""
    raise ParamError(
        f"no source has the id '{text}'{meant}",
        hint=f"The claims of a deal name their sources: circflow evidence DEAL. Or take '{CORRECTED}'.",
    )


def _listed(connection: Connection, ids: Sequence[str]) -> str:
    shown = names(connection, ids)
    return ", ".join(f"{name} ({id_})" if (name := shown.get(id_)) else id_ for id_ in ids)
