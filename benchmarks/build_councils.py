"""The reference folder's tables -> schemas/councils.csv, the program's own table of authorities."""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

from extract.area_names import plain_name

YEARS = range(2016, 2027)
OUTPUT = Path(__file__).resolve().parent.parent / "schemas" / "councils.csv"
COLUMNS = [
    "gss", "name", "official_name", "names", "type", "nation", "region", "county", "former_gss",
    "until",
    *(str(year) for year in YEARS),
]  # fmt: skip
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


def seats(history: list[Row]) -> dict[str, dict[str, str]]:
    """Seats by year for each council id of the history."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in history:
        found[row["council id"]][row["year"]] = row["total"]
    return found


def last_poll(end: str) -> str:
    """The year of the last May polls that an authority ended on this date could hold."""
    return "" if not end else str(int(end[:4]) - (end[5:] < "05-01"))


def build(folder: Path) -> list[Row]:
    """
    Every authority with a code, by code.

    A county that became a unitary of the same name (Somerset 2023) is one row: its
    code is a former code, and its sizes stand in the years before.
    """
    current = read(folder / "councils_size_by_year.csv")
    known = read(folder / "mysociety_uk_local_authorities_current.csv")
    by_year = seats(read(folder / "opencouncildata_history2016-26.csv"))
    by_code = {row["local-authority-code"]: row for row in known}
    rows = [current_row(row, by_code.get(row["mysociety_code"])) for row in current if row["gss"]]
    of_code = {row["mysociety_code"]: built for row, built in zip(current, rows, strict=True)}
    ended = [row for row in known if row["end-date"] and row["gss-code"]]
    for row in ended:
        if row["local-authority-type"] not in COUNCILS:
            continue
        sizes = by_year[row["open-council-data-id"].partition(".")[0]]
        heir = of_code.get(row["replaced-by"])
        if heir and plain_name(row["official-name"]).plain == plain_name(heir["name"]).plain:
            heir["former_gss"] = "|".join(filter(None, [heir["former_gss"], row["gss-code"]]))
            heir["names"] = "|".join(filter(None, [heir["names"], row["official-name"]]))
            heir |= {year: size for year, size in sizes.items() if not heir[year]}
            continue
        rows.append(ended_row(row, sizes))
    counties = {row["local-authority-code"]: row["gss-code"] for row in known}
    for built in rows:
        built["county"] = counties.get(built["county"], "")
    return sorted(rows, key=lambda row: row["gss"])


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
    """Write the table and say what was written."""
    rows = build(folder)
    with OUTPUT.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    ended = sum(1 for row in rows if row["until"])
    print(f"{OUTPUT}: {len(rows)} authorities, {ended} of them abolished")


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and one argument
        sys.exit("usage: build_councils.py REFERENCE_FOLDER")
    main(Path(sys.argv[1]))
