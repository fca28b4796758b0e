"""Cells with names → companies; several in one cell where they can be told apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from circflow.sheets.loose.company_names import Known, id_of_name
from circflow.sheets.loose.name_lists import between_any, between_commas, between_lists
from circflow.sheets.loose.several import means_several
from circflow.sheets.loose.sum_words import is_total
from circflow.sheets.records import RowError
from circflow.text.footnotes import NAME_MARKS, NAME_NUMBERS
from circflow.text.name_words import without_legal_form
from circflow.text.names import Resolution, name_key
from circflow.text.tables import unspecified_words

_LONGEST: Final = 200
_STRAY: Final = re.compile(r"^[,;|]|\t")
_LINKED: Final = re.compile(r"\[([^\[\]]+)\]\(https?://[^\s()]*\)|(?<=\S)\s*\(https?://[^\s()]*\)", re.IGNORECASE)
_MANY: Final = 3
_FORMULA: Final = re.compile(r"=\$?[A-Z]{1,3}\$?[0-9]+|=\w+\(.*\)|\[?\{.*")
_NO_COMPANY: Final = {
    "medium": "is a medium, which reports deals and is no party of one",
    "unnamed": "names nobody, so no company can be put there",
    "grant": "is a grant or a public scheme, not a company",
    "person": "is a person, not a company",
}


@dataclass(slots=True)
class Parties:
    """The companies of a sheet.

    Attributes:
        known: Companies and names that are known beforehand.
        codes: Company id → ids that the sheet itself gives it.
        met: Company id, before anybody says which are the same → names as written, in the order in which they were met.
        questions: What a reader should look at: names that nobody knows and that are like known ones.
    """

    known: Known
    questions: dict[str, None] = field(default_factory=dict)
    met: dict[str, dict[str, None]] = field(default_factory=dict)
    codes: dict[str, dict[str, None]] = field(default_factory=dict)
    _meanings: dict[str, Resolution] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, list[str]]:
        """Return the names of each company as written, its own first, then those of companies that are the same."""
        found: dict[str, list[str]] = {}
        for company_id, texts in sorted(self.met.items(), key=lambda met: self.known.agreed.end(met[0]) != met[0]):
            found.setdefault(self.known.agreed.end(company_id), []).extend(texts)
        return found

    def read(self, text: str, header: str, context: str, *, several: bool) -> list[str]:
        """Return the companies of a cell, each once.

        Args:
            text: The cell.
            header: Of its column.
            context: What else the row says.
            several: Whether the cell may name several, as parents of a venture.

        Raises:
            RowError: it names no company, or one of several, or several where one is meant.
        """
        if _STRAY.search(text):
            raise RowError(
                header,
                "stray-quote",
                f"'{text[:50]}' is no name: a single \" stands here, and what follows it is read as one cell; write 〃",
            )
        # Programs put the address of a page of their own behind a name: OpenAI (https://www.notion.so/OpenAI-1).
        text = _LINKED.sub(lambda link: link[1] or "", text)
        if not self._is_known(text):
            text = self._without_marks(text)
        whole = self._resolved(text, "")
        if not whole.company_id and not whole.no_company and means_several(text):
            raise _several_in(text, header)
        pieces = self._pieces(text, context, several=several)
        meant = {self._resolved(piece, context).company_id for piece in pieces}
        if len(pieces) > 1 and not several and (len(meant) > 1 or None in meant):
            raise _several_in(text, header)
        found = [self._company(piece, header, context) for piece in pieces]
        return list(dict.fromkeys(found))

    def take_code(self, companies: Sequence[str], code: str) -> None:
        """Keep the id that a sheet gives a company; one that stands beside several is nobody's."""
        if len(companies) == 1 and len(code) <= _LONGEST:
            self.codes.setdefault(companies[0], {})[" ".join(code.split())] = None

    def _resolved(self, text: str, context: str) -> Resolution:
        """Return what a name means; what stands beside it counts only where the name means several."""
        found = self._meanings.get(text)
        if found is None:
            found = self._meanings[text] = self.known.resolve(text)
        return self.known.resolve(text, context) if found.ambiguous and context.strip() else found

    def _pieces(self, text: str, context: str, *, several: bool) -> list[str]:
        if self._resolved(text, context).company_id:
            return [text]
        pieces, listed = between_any(text), between_commas(text)
        if len(pieces) > 1 and all(map(self._is_known, pieces)):
            return pieces
        if len(sure := between_lists(text)) > 1:
            return sure
        if len(listed) >= (2 if several else _MANY) and any(map(self._is_known, listed)):
            return listed
        # Procter & Gamble is one company, and so is Skadden, Arps, Slate, Meagher & Flom.
        if len(pieces) > 1:
            self.questions[f"'{text}' is taken as one company; if it names several, write a row for each"] = None
        return [text]

    def _without_marks(self, text: str) -> str:
        """Return a name without the marks of footnotes: Oracle [1], Nvidia*; and (2) where only the rest is known."""
        bare = NAME_MARKS.sub("", text).strip()
        ways = (bare, re.sub("[()]", " ", bare), NAME_NUMBERS.sub("", bare).strip())
        return next(filter(self._is_known, ways), bare or text)

    def _is_known(self, piece: str) -> bool:
        found = self._resolved(piece, "")
        return bool(found.company_id or found.ambiguous or found.no_company == "person")

    def _company(self, text: str, header: str, context: str) -> str:
        found = self._resolved(text, context)
        if found.company_id:
            return self._met(found.company_id, text)
        if found.no_company:
            raise RowError(header, f"no-company-{found.no_company}", f"'{text}' {_NO_COMPANY[found.no_company]}")
        if found.ambiguous:
            raise RowError(
                header,
                "ambiguous-name",
                f"'{text}' can be {' or '.join(found.candidates)}; --names says which, in a file with the columns "
                "name, company_id",
            )
        new = id_of_name(text)
        if name_key(text) in unspecified_words() or name_key(without_legal_form(name_key(text))) in unspecified_words():
            raise RowError(header, "no-company-unnamed", f"'{text}' {_NO_COMPANY['unnamed']}")
        if not any(char.isalpha() for char in new) or len(text) > _LONGEST or _FORMULA.fullmatch(text):
            raise RowError(header, "bad-name", f"'{text[:100]}' is hardly the name of a company")
        if is_total(text):
            self.questions[f"'{text}' is taken as a company; if it is a word for a sum, delete its lines"] = None
        if (
            found.candidates
            and new not in self.known.agreed.ends
            and (near := self.known.alike(text, found.candidates))
        ):
            like = ", ".join(near[:3])
            self.questions[
                f"'{text}' is not known and taken as a company of its own; is it {like}? --names says so, "
                "and circflow match asks"
            ] = None
        return self._met(new, text)

    def _met(self, company_id: str, text: str) -> str:
        self.met.setdefault(company_id, {})[" ".join(text.split())] = None
        return self.known.agreed.end(company_id)


def _several_in(text: str, header: str) -> RowError:
    return RowError(
        header,
        "several-parties",
        f"'{text[:100]}' names several companies, and what each pays is not known; write a row for each",
    )
