"""What each role does here: the help pages. One guide per role; each sentence is true of this service."""

from collections.abc import Mapping
from dataclasses import dataclass

from drafting.domain.hats import Role
from drafting.locale import N_


@dataclass(frozen=True)
class Guide:
    """`steps`: what one does, in the order it comes. `know`: what one may rely on."""

    title: str
    lead: str
    steps: tuple[str, ...]
    know: tuple[str, ...]


GUIDES: Mapping[str, Guide] = {
    "secretariat": Guide(
        N_("Technical Secretariat"),
        N_("You open the concept note, draft it section by section and answer the comments of the countries."),
        (
            N_("Create the note: choose its outline. Seats and calendar are there; check them, then open drafting."),
            N_("Write each section. Your working copy is yours alone; others read the versions that you save."),
            N_(
                "If somebody saved before you, changes in different sentences are joined. Where both of you changed"
                " one sentence, a page shows both texts and you choose."
            ),
            N_("Mark a section as ready when its text is complete. The coordinator submits the note when all are."),
            N_(
                "If a seat requests changes, amend that section where it is: the stage goes on, and only seats that"
                " have not cleared the new words are asked."
            ),
            N_("After the consultation, propose an answer to every comment. A Presidency releases the answers."),
            N_("When all answers are released and the sections are ready, submit the note for final clearance."),
        ),
        (
            N_("You read all of a note of your conference, except what a delegation has not submitted."),
            N_("Nobody can change the text during the consultation or while the note is up for adoption."),
            N_("Drafters write and propose answers; creating a note and submitting it is for the coordinator."),
        ),
    ),
    "presidency": Guide(
        N_("Presidency Pro Tempore"),
        N_("You clear the text and take the steps that belong to the Presidencies, many of them together."),
        (
            N_("Your desk lists what waits for your decision, in the order of its deadlines."),
            N_(
                "Decide on the exact text you see: approve, no objection, ad referendum, or request changes with"
                " your reason. If the text changes later, your decision stays with the words you saw."
            ),
            N_("Forward the note to the troika when both Presidencies have cleared every section."),
            N_(
                "To circulate, open adoption, publish, suspend or withdraw takes both Presidencies. The first consent"
                " waits for the second and can be taken back until then."
            ),
            N_("Return a note for revision with your reason, and name the sections to be opened again."),
            N_("After the consultation, release the answers that the Technical Secretariat proposed."),
            N_("Record the meeting that adopted the note. The other Presidency confirms it, and the note is adopted."),
        ),
        (
            N_("The page of the note says what stands in the way of each step."),
            N_(
                "If a seat stays silent after a recorded reminder and three working days, both Presidencies may go on"
                " without it. That is recorded too."
            ),
            N_("A deadline may be extended; it is never shortened."),
            N_("The outgoing Presidency acts until the handover is recorded."),
        ),
    ),
    "troika": Guide(
        N_("Troika seat"),
        N_("You decide for your country's seat in the troika, section by section."),
        (
            N_("Your desk lists what waits for your decision, in the order of its deadlines."),
            N_("A section opens on what changed since you last decided, with the decision beside it."),
            N_(
                "Decide on the exact text you see: approve, no objection, ad referendum, or request changes with"
                " your reason. If the text changes later, your decision stays with the words you saw."
            ),
            N_("When you request changes, say what would satisfy you, or write the words you propose."),
            N_("An ad referendum lets the work go on. Confirm it before adoption is opened."),
        ),
        (
            N_("You read the text from the troika review on, and how it changed since."),
            N_("Your position and its reason are read by the Secretariats, the Presidencies and the troika."),
            N_("You may withdraw a position. Both the position and its withdrawal stay in the record."),
        ),
    ),
    "focal-point": Guide(
        N_("Focal point"),
        N_("You gather your country's comments and submit them. The head of the delegation may do the same."),
        (
            N_("When a note is circulated, open the delegation room and read the text there."),
            N_("Comment on the whole note, a section, a paragraph, or words that you quote."),
            N_("Your experts write there too. Edit their comments, then submit one, some or all."),
            N_("Choose whether other countries read your comments at once or with the compilation."),
            N_("If your country has no comments, or has finished, say so: then nobody waits for you."),
            N_("Read the answer to each comment. You may reply once: satisfied, or maintained with your reason."),
        ),
        (
            N_("What is not submitted is read by your delegation alone."),
            N_("A submitted comment is official: it has a number and cannot be changed, only withdrawn."),
            N_("A deputy prepares and edits comments, but does not submit them."),
            N_("You may invite people into your delegation. New members read internal comments once admitted."),
        ),
    ),
    "expert": Guide(
        N_("National expert"),
        N_("You comment inside your delegation, on the text that was circulated."),
        (
            N_("Open the note during the consultation and read the text in the delegation room."),
            N_("Comment on the whole note, a section, a paragraph, or words that you quote."),
            N_("Mark your comment as ready. Your focal point may edit it and decides whether to submit it."),
            N_("Read the comments of all countries, and their answers, in the compilation."),
        ),
        (
            N_("What is not submitted is read by your delegation alone."),
            N_("Once a comment is submitted, other countries see your country, not your name."),
        ),
    ),
    "observer": Guide(
        N_("Observer"),
        N_("You read the concept notes that have been adopted."),
        (
            N_("The list of notes shows those that are adopted or published."),
            N_("Open a note to read it as a whole, print it or download it."),
        ),
        (N_("Drafts, positions and comments are not open to observers."),),
    ),
    "operator": Guide(
        N_("Operator"),
        N_("You look after the service and who may enter it. The content of the notes is not open to you."),
        (
            N_("Invite people and appoint them to a secretariat, a delegation or as observers."),
            N_("End an appointment when somebody leaves, or disable the account: what it opened closes at once."),
            N_("Keep the conferences, their members and the outlines up to date."),
            N_("Update the service and verify the record of actions with the command “drafting” on the server."),
        ),
        (
            N_("Whoever you appoint into a delegation, or whose access you reset, is seen by all its members."),
            N_("The service shows you no draft, no position and no comment."),
            N_("Whoever administers the server can read its database. The page on privacy says so to everybody."),
        ),
    ),
}

_OF_ROLE: Mapping[Role, str] = {
    Role.COORDINATOR: "secretariat",
    Role.DRAFTER: "secretariat",
    Role.PRESIDENCY: "presidency",
    Role.TROIKA: "troika",
    Role.HEAD: "focal-point",
    Role.FOCAL_POINT: "focal-point",
    Role.DEPUTY: "focal-point",
    Role.EXPERT: "expert",
    Role.OBSERVER: "observer",
    Role.OPERATOR: "operator",
}


def guide_of(role: Role | None) -> str | None:
    """The name of the guide for whoever acts in this role."""
    return _OF_ROLE[role] if role else None
