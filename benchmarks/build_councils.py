"""The reference folder's tables -> schemas/councils.csv and compositions.csv, the program's own."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from extract.area_names import plain_name

YEARS = range(2016, 2027)
SCHEMAS = Path(__file__).resolve().parent.parent / "schemas"
COLUMNS = [
    "gss", "name", "official_name", "names", "type", "nation", "region", "county", "former_gss",
    "until",
    *(str(year) for year in YEARS),
]  # fmt: skip
PARTIES = ("con", "lab", "ld", "green", "ukip", "ref", "pc", "snp", "other")
COUNCILS = {"CC", "CTY", "LBO", "MD", "NID", "NMD", "SCO", "UA", "WPA"}
# Pieces of names that hold commas, and slips of the pen, among the alternative names.
NO_NAMES = {
    "aberdeen c ity", "aberdeen cuty", "adur and worthing borough council", "armagh", "armagh city",
    "banbridge and craigavon", "bournemouth", "bradford mdc", "bristol city of",
    "christchurch and poole", "christchurch and poole borough council", "city of",
    "comhairle nan eilean siar (western isles)", "county of", "cynon", "ease dunbartonshire",
    "east dunbaronshire", "east dunnbartonshire", "edinburgh (city of)", "eilean",
    "glasgow city coucil", "highands", "kingston upon hull city of", "mourne and down", "newry",
    "north west somerset", "rhondda", "south ayshire", "taff", "ynys mn",
}  # fmt: skip
SMALL = {"and", "of", "on", "upon", "with", "the", "nan", "ar", "an"}

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """The rows of one table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def capitalised(name: str) -> str:
    """A name that the source gives in lower case, as a writer would give it."""
    if name != name.lower():
        return name
    parts = [part if part in SMALL else part[:1].upper() + part[1:] for part in name.split()]
    return " ".join(parts)


def alternatives(row: Row, known: list[str]) -> list[str]:
    """The names under which a row is also known, those of a known plain name left out."""
    seen = {plain_name(name).plain for name in known}
    found: list[str] = []
    for piece in row["alt-names"].split(","):
        name = piece.strip().removesuffix(" UA").removesuffix(" ua").removesuffix(" boro").strip()
        plain = plain_name(name).plain
        if not name.isascii() or name.casefold() in NO_NAMES or plain in seen:
            continue
        seen.add(plain)
        found.append(capitalised(name))
    return found


def by_council(history: list[Row]) -> dict[str, dict[str, Row]]:
    """
    The history's rows by council id and year.

    One id may have two names (Shetland and Shetland Islands): names join nothing.
    """
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in history:
        if row["council id"].strip():
            found[row["council id"]][row["year"]] = row
    return found


def seats(rows: dict[str, Row]) -> dict[str, str]:
    """Seats by year."""
    return {year: row["total"] for year, row in rows.items()}


def last_poll(end: str) -> str:
    """The year of the last May polls that an authority ended on this date could hold."""
    return "" if not end else str(int(end[:4]) - (end[5:] < "05-01"))


def build(folder: Path) -> tuple[list[Row], list[Row]]:
    """
    Every authority with a code, by code; and its compositions, by code and year.

    A county that became a unitary of the same name (Somerset 2023) is one row: its
    code is a former code, and its sizes and seats stand in the years before.
    """
    current = read(folder / "councils_size_by_year.csv")
    known = read(folder / "mysociety_uk_local_authorities_current.csv")
    history = by_council(read(folder / "opencouncildata_history2016-26.csv"))
    by_code = {row["local-authority-code"]: row for row in known}
    rows = [current_row(row, by_code.get(row["mysociety_code"])) for row in current if row["gss"]]
    of_code = {row["mysociety_code"]: built for row, built in zip(current, rows, strict=True)}
    held = {row["gss"]: dict(history[row["ocd_id"]]) for row in current if row["gss"]}
    for built in rows:
        built |= {year: size for year, size in seats(held[built["gss"]]).items() if not built[year]}
    ended = [row for row in known if row["end-date"] and row["gss-code"]]
    for row in ended:
        if row["local-authority-type"] not in COUNCILS:
            continue
        former = history[row["open-council-data-id"].partition(".")[0]]
        heir = of_code.get(row["replaced-by"])
        if heir and plain_name(row["official-name"]).plain == plain_name(heir["name"]).plain:
            heir["former_gss"] = "|".join(filter(None, [heir["former_gss"], row["gss-code"]]))
            heir["names"] = "|".join(filter(None, [heir["names"], row["official-name"]]))
            heir |= {year: size for year, size in seats(former).items() if not heir[year]}
            held[heir["gss"]] = former | held[heir["gss"]]
            continue
        rows.append(ended_row(row, seats(former)))
        held[row["gss-code"]] = dict(former)
    counties = {row["local-authority-code"]: row["gss-code"] for row in known}
    for built in rows:
        built["county"] = counties.get(built["county"], "")
    return sorted(rows, key=lambda row: row["gss"]), compositions(held)


def compositions(held: dict[str, dict[str, Row]]) -> list[Row]:
    """One row for each council and year: the seats of the history's nine columns."""
    return [
        {"gss": gss, "year": year} | {party: rows[year][party] for party in PARTIES}
        for gss, rows in sorted(held.items())
        for year in sorted(rows)
    ]


def current_row(row: Row, known: Row | None) -> Row:
    """One council of today; ``county`` is still mySociety's code."""
    names = alternatives(known, [row["name"], row["official_name"]]) if known else []
    former = {row["mysociety_gss"], *(known["former-gss-codes"].split(",") if known else [])}
    return {
        "gss": row["gss"],
        "name": row["name"],
        "official_name": " ".join(row["official_name"].split()),
        "names": "|".join(names),
        "type": row["type"],
        "nation": row["nation"],
        "region": row["region"],
        "county": known["county-la"] if known else "",
        "former_gss": "|".join(sorted(former - {"", row["gss"]})),
        "until": "",
        **{str(year): row[f"seats_{year}"] for year in YEARS},
    }


def ended_row(row: Row, sizes: dict[str, str]) -> Row:
    """One abolished council."""
    name = row["nice-name"].strip()
    return {
        "gss": row["gss-code"],
        "name": name,
        "official_name": row["official-name"],
        "names": "|".join(alternatives(row, [name, row["official-name"]])),
        "type": row["local-authority-type"],
        "nation": row["nation"],
        "region": row["region"],
        "county": row["county-la"],
        "former_gss": "",
        "until": last_poll(row["end-date"]),
        **{str(year): sizes.get(str(year), "") for year in YEARS},
    }


def main(folder: Path) -> None:
    """Write the tables and say what was written."""
    rows, held = build(folder)
    write(SCHEMAS / "councils.csv", COLUMNS, rows)
    write(SCHEMAS / "compositions.csv", ["gss", "year", *PARTIES], held)
    ended = sum(1 for row in rows if row["until"])
    print(f"{len(rows)} authorities, {ended} of them abolished; {len(held)} compositions")


def write(path: Path, columns: list[str], rows: list[Row]) -> None:
    """Write one table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one argument
        sys.exit("usage: build_councils.py REFERENCE_FOLDER")
    main(Path(sys.argv[1]))
