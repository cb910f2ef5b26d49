"""
extract/review/settle: decisions set facts right, last as long as what they judged, and reopen when it changes.
"""

from __future__ import annotations

from cases import TAMWORTH, a_decision, a_post, mend, said, settled, subject_of, tamworth

from extract.review.amend import anchor
from schemas.decision import Mend

POST = a_post()
FACTS = tamworth(POST)
FOUND = settled(FACTS, [POST])
SUBJECT = subject_of(FOUND, [POST])
# The Conservatives' 14 is in a sum and in a change, and both would hold with 15.
TWICE = [
    *FACTS,
    said(POST, "seats_before", 20, "14 councillors", "Conservative"),
    said(POST, "seats_change", -5, "14 councillors", "Conservative"),
]
BOTH = {"select": ["S001", "S002"]}
MISREAD = a_post(TAMWORTH.replace("14", "15"))


def states(checked):
    return [each.state for each in checked.report.reviewed]


def values(checked):
    return {
        (str(each.party or each.measure), each.value): (each.status, each.basis)
        for each in checked.facts
    }


class TestWithoutDecisions:
    def test_a_finding_is_open(self):
        """
        What nobody decided is open, and undecided.
        """
        assert ["open"] == states(FOUND)
        assert FOUND.report.findings == FOUND.report.undecided

    def test_the_facts_come_back_as_they_were_given(self):
        """
        Checking alone neither adds facts nor moves them.
        """
        assert [each.id for each in FACTS] == [each.id for each in FOUND.facts]


class TestAWrongSource:
    DECISION = a_decision(SUBJECT, "source", mend=mend(SUBJECT, 14, value=15))

    def test_the_right_value_stands_beside_the_disputed_one(self):
        """
        The corrected fact makes the sum whole; what the source says stays, disputed.
        """
        checked = settled(FACTS, [POST], self.DECISION)
        told = values(checked)

        assert () == checked.report.findings
        assert ("disputed", "stated") == told["Conservative", 14]
        assert ("verified", "corrected") == told["Conservative", 15]

    def test_the_corrected_fact_says_what_it_replaces(self):
        """
        A corrected fact names the fact that it replaces, has no words, and keeps its owner.
        """
        checked = settled(FACTS, [POST], self.DECISION)
        made = checked.facts[-1]

        assert (FACTS[1].id, None, "Conservative", "tam") == (
            made.corrects,
            made.quote,
            made.party,
            made.post,
        )
        assert [(self.DECISION.id, FACTS[1].id, made.id)] == [
            (each.decision, each.fact, each.made) for each in checked.report.amended
        ]

    def test_the_finding_is_decided_and_cured(self):
        """
        The finding is decided, and told as one that corrections cured.
        """
        report = settled(FACTS, [POST], self.DECISION).report

        assert (["S001"], "decided") == (
            [each.rule for each in report.cured],
            report.reviewed[0].state,
        )

    def test_without_a_value(self):
        """
        Where only the source is called wrong the finding stands, decided, its facts disputed.
        """
        checked = settled(FACTS, [POST], a_decision(SUBJECT, "source"))

        assert (["decided"], (), 1) == (
            states(checked),
            checked.report.undecided,
            len(checked.report.findings),
        )
        assert ("disputed", "stated") == values(checked)["Conservative", 14]

    def test_a_value_that_does_not_mend_it(self):
        """
        A corrected value that contradicts the others again is a new finding, and open.
        """
        wrong = a_decision(SUBJECT, "source", mend=mend(SUBJECT, 14, value=17))
        report = settled(FACTS, [POST], wrong).report

        assert ["decided", "open"] == [each.state for each in report.reviewed]
        assert "10 + 5 + 17 = 32" in report.undecided[0].message

    def test_a_corrected_fact_is_corrected_again(self):
        """
        The finding that a wrong correction makes can be decided too, on top of it.
        """
        wrong = a_decision(SUBJECT, "source", mend=mend(SUBJECT, 14, value=17))
        now = settled(FACTS, [POST], wrong)
        second = subject_of(now, [POST])
        assert 17 in {each.value for each in second.statements}
        right = a_decision(second, "source", mend=mend(second, 17, value=15))
        report = settled(FACTS, [POST], wrong, right).report

        assert ((), {"decided"}) == (report.findings, {each.state for each in report.reviewed})


class TestAMisreading:
    FACTS = tamworth(MISREAD, con=(15, "15 councillors"))

    def _misread(self, **right):
        """The reader took 30 for Labour's: what it should have read stands in other words."""
        facts = [
            each.model_copy(update={"value": 12}) if each.party == "Labour" else each
            for each in self.FACTS
        ]
        found = settled(facts, [MISREAD], ignore=["G001"])
        subject = subject_of(found, [MISREAD])
        decision = a_decision(subject, "misread", mend=mend(subject, 12, **right))
        return settled(facts, [MISREAD], decision, ignore=["G001"])

    def test_what_is_right_stands_with_its_words(self):
        """
        The misread fact is rejected, and the right one stands with the words that state it.
        """
        start = MISREAD.content.index("ten")
        words = anchor(MISREAD.content, start, start + 3)
        checked = self._misread(value=10, words=words)
        made = checked.facts[-1]

        assert () == checked.report.findings
        assert ("rejected", "stated") == values(checked)["Labour", 12]
        assert ("verified", "stated", "ten", start) == (
            made.status,
            made.basis,
            made.quote,
            made.start,
        )

    def test_a_value_without_words_is_the_reviewers(self):
        """
        A value that stands nowhere in the post is marked as corrected.
        """
        checked = self._misread(value=10, ungrounded=True)

        assert ("verified", "corrected") == values(checked)["Labour", 10]

    def test_another_party(self):
        """
        A figure that is another party's keeps its words and gets the words of its owner.
        """
        start = MISREAD.content.index("Greens")
        owner = anchor(MISREAD.content, start, start + 6)
        checked = self._misread(party="Green", owner=owner)
        made = checked.facts[-1]

        assert ("Green", 12, "ten", start, start + 6) == (
            made.party,
            made.value,
            made.quote,
            made.owner_start,
            made.owner_end,
        )

    def test_another_council(self):
        """
        What is said of another council goes to it, and leaves the sum.
        """
        checked = self._misread(area="Lichfield")

        assert ("Lichfield", "E07000194") == (checked.facts[-1].area, checked.facts[-1].area_id)

    def test_what_the_post_does_not_state_at_all(self):
        """
        A misreading with nothing right is only rejected.
        """
        checked = self._misread()

        assert ("rejected", "stated") == values(checked)["Labour", 12]
        assert [None] == [each.made for each in checked.report.amended]


class TestNoContradiction:
    def test_its_facts_are_disputed_no_more(self):
        """
        The finding stands, decided, and what it alone disputed is unchecked.
        """
        checked = settled(FACTS, [POST], a_decision(SUBJECT, "dismissed"))

        assert (["decided"], ()) == (states(checked), checked.report.undecided)
        assert {"unchecked"} == {each.status for each in checked.facts}

    def test_what_another_finding_disputes_stays_disputed(self):
        """
        A fact is cleared only where every finding that names it is dismissed.
        """
        found = settled(TWICE, [POST], **BOTH)
        sum_, change = (
            a_decision(subject_of(found, [POST], rule), "dismissed") for rule in ("S001", "S002")
        )
        one = values(settled(TWICE, [POST], sum_, **BOTH))
        two = values(settled(TWICE, [POST], sum_, change, **BOTH))

        assert ("disputed", "stated") == one["Conservative", 14]
        assert ("unchecked", "stated") == two["Conservative", 14]

    def test_a_standing_exception(self):
        """
        A standing exception holds for the rule and council whatever is found later.
        """
        always = a_decision(SUBJECT, "dismissed", standing=True)
        fewer = a_post(TAMWORTH.replace("14", "13"))
        report = settled(tamworth(fewer, con=(13, "13 councillors")), [fewer], always).report

        assert (["excepted"], ()) == ([each.state for each in report.reviewed], report.undecided)

    def test_an_undone_exception(self):
        """
        A standing exception that was undone excepts nothing.
        """
        always = a_decision(SUBJECT, "dismissed", standing=True)
        undone = a_decision(SUBJECT, "undo", follows=[always.id])

        assert ["open"] == states(settled(FACTS, [POST], always, undone))


class TestLater:
    def test_is_undecided(self):
        """
        What is put off is no longer open, and still undecided.
        """
        checked = settled(FACTS, [POST], a_decision(SUBJECT, "later"))

        assert (["later"], checked.report.findings) == (states(checked), checked.report.undecided)


class TestWhatLasts:
    DECISION = TestAWrongSource.DECISION

    def test_another_page_and_other_offsets(self):
        """
        The same sentences in another post of another page, further on, stay decided and corrected.
        """
        moved = a_post(f"As we said.\n\n{TAMWORTH}", name="moved", page="saved-again")
        checked = settled(tamworth(moved), [moved], self.DECISION)

        assert (["decided"], ()) == (states(checked), checked.report.findings)

    def test_a_changed_fact_reopens_it_with_the_difference(self):
        """
        Another figure under the finding reopens it, applies no correction, and says what changed.
        """
        fewer = a_post(TAMWORTH.replace("14", "13"))
        checked = settled(tamworth(fewer, con=(13, "13 councillors")), [fewer], self.DECISION)
        (reviewed,) = checked.report.reviewed

        assert ("reopened", (self.DECISION.id,)) == (reviewed.state, reviewed.decisions)
        assert "Conservative seats 14 is now 13" in reviewed.difference
        assert () == checked.report.amended

    def test_a_changed_sentence_reopens_it(self):
        """
        The same figures in other words are judged anew.
        """
        other = a_post(TAMWORTH.replace("That leaves", "It leaves"))
        (reviewed,) = settled(tamworth(other), [other], self.DECISION).report.reviewed

        assert "reopened" == reviewed.state
        assert all("stood in" in each for each in reviewed.difference)

    def test_facts_that_came_and_went_are_told(self):
        """
        A difference names what is stated no longer and what is new.
        """
        more = [*FACTS, said(POST, "seats", 0, "none", "Green")]
        (came,) = settled(more, [POST], self.DECISION).report.reviewed
        then = a_decision(subject_of(settled(more, [POST]), [POST]), "source")
        (went,) = settled(FACTS, [POST], then).report.reviewed

        assert ("new: Green seats 0",) == came.difference
        assert ("no longer: Green seats 0",) == went.difference

    def test_an_open_matter_of_another_council_is_not_it(self):
        """
        A decision reopens nothing at another council, rule or election.
        """
        earlier = a_post(published="2021-05-07T12:33")

        assert ["open"] == states(settled(tamworth(earlier), [earlier], self.DECISION))

    def test_words_that_are_gone(self):
        """
        A decision whose own words left the page applies nothing, and is reopened.
        """
        right = Mend(
            fact=mend(SUBJECT, 14).fact,
            value=15,
            words=anchor("Correction: 15 seats.", 12, 14),
        )
        (reviewed,) = settled(
            FACTS, [POST], a_decision(SUBJECT, "misread", mend=right)
        ).report.reviewed

        assert ("reopened", "words") == (reviewed.state, reviewed.difference[0].split()[1])

    def test_words_in_another_post_of_the_page(self):
        """
        Words that a new split put into another post of the page are found there.
        """
        update = a_post("Correction: 15 seats.", name="later")
        right = Mend(fact=mend(SUBJECT, 14).fact, value=15, words=anchor(update.content, 12, 14))
        decision = a_decision(SUBJECT, "misread", mend=right)
        made = settled(FACTS, [POST, update], decision).facts[-1]

        assert ("later", "15", 12) == (made.post, made.quote, made.start)


class TestConflict:
    def test_is_shown_and_neither_wins(self):
        """
        Where reviewers decide otherwise the finding is undecided and no correction applies.
        """
        ann = TestAWrongSource.DECISION
        bob = a_decision(SUBJECT, "dismissed", who="bob")
        checked = settled(FACTS, [POST], ann, bob)

        assert (["conflict"], ()) == (states(checked), checked.report.amended)
        assert {ann.id, bob.id} == set(checked.report.reviewed[0].decisions)
        assert checked.report.findings == checked.report.undecided


class TestCured:
    def test_by_the_correction_of_another_finding(self):
        """
        A finding that another's correction makes whole is settled, and says so.
        """
        found = settled(TWICE, [POST], **BOTH)
        subject = subject_of(found, [POST])
        right = a_decision(subject, "source", mend=mend(subject, 14, value=15))
        report = settled(TWICE, [POST], right, **BOTH).report
        rules = {each.id: each.rule for each in report.cured}

        assert {"S001": "decided", "S002": "cured"} == {
            rules[each.finding]: each.state for each in report.reviewed
        }
