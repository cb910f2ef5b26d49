"""
extract/shown/colours: the party table's colours, and a policy that admits one style sheet alone.
"""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from extract.shown.colours import content_security_policy, party_class, party_rules, style_sheet
from schemas.parties import aliases, colours


def luminance(colour: str) -> float:
    """
    The relative luminance of WCAG 2, of "#rgb" or "#rrggbb".
    """
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class TestParties:
    def test_every_party_has_a_colour(self):
        """
        Each party of the table has a colour, and a rule with it.
        """
        assert set(aliases().values()) == set(colours())
        assert all(re.fullmatch("#[0-9a-f]{6}", each) for each in colours().values())
        assert all(
            f".{party_class(name)} {{ --party: {it};" in party_rules()
            for name, it in colours().items()
        )

    def test_marks_stand_out(self):
        """
        What is drawn on a party's colour has a contrast of 4.5 to 1 and more.
        """
        rules = re.findall(r"--party: (#\w+); --on-party: (#\w+)", party_rules())

        assert len(colours()) == len(rules)
        assert [] == [pair for pair in rules if contrast(*pair) < 4.5]

    @pytest.mark.parametrize(
        ("party", "css"),
        [
            ("Liberal Democrat", "party-liberal-democrat"),
            ("Tories", "party-conservative"),
            ("Reform UK", "party-reform-uk"),
            ("Reform Derby", "party-own"),
            ("Ashfield Independents", "party-own"),
            ('"><script>', "party-own"),
            ("NOC", "party-none"),
            (None, "party-none"),
        ],
    )
    def test_class(self, party, css):
        """
        A party has its class under any of its names; a local one is grey, whatever it is called.
        """
        assert css == party_class(party)


class TestStyleSheet:
    def test_text_can_be_read(self):
        """
        Text on paper, sheet and washes has a contrast of 4.5 to 1, what is drawn 3 to 1.
        """
        css = style_sheet()
        roots = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
        schemes = [dict(re.findall(r"--([\w-]+): (#\w+)", each)) for each in roots]
        for names in schemes:
            inks = ("ink", "faint", "link", "verified", "unchecked", "disputed", "rejected")
            pairs = [(ink, paper, 4.5) for ink in inks for paper in ("paper", "sheet")]
            pairs += [(each, f"{each}-wash", 4.5) for each in inks[3:]]
            pairs += [("unchecked-bar", "paper", 3)]

            assert [] == [
                each for each in pairs if contrast(names[each[0]], names[each[1]]) < each[2]
            ]
        assert 3 == len(schemes)

    def test_holds_nothing_that_loads(self):
        """
        The style sheet imports nothing and names no address.
        """
        assert not re.search(r"@import|url\(|</", style_sheet("extract.report"))

    def test_policy(self):
        """
        The policy admits the very style sheet, and no script, picture, font or form.
        """
        digest = base64.b64encode(hashlib.sha256(b"a {}").digest()).decode()

        assert (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
            == content_security_policy("a {}")
        )
