"""The sentence for each problem of a record."""

from lwdesk.base.texts import N_, Texts
from lwdesk.domain.fields import RECORDS
from lwdesk.domain.rules import Problem

SENTENCES: dict[str, str] = {
    "required": N_("{field} is missing."),
    "too_long": N_("{field} is too long."),
    "hidden_characters": N_("{field} contains invisible characters. They are left out when saving."),
    "not_a_phone": N_("This does not look like a telephone number."),
    "not_a_mail": N_("This does not look like an e-mail address."),
    "not_a_day": N_("This is not a date. Example: 03.04.1990"),
    "in_future": N_("This day is still to come."),
    "too_old": N_("This day is very long ago. Please check the year."),
    "not_a_moment": N_("This is not a time. Example: 14:05"),
    "not_a_time": N_("This is not a time. Example: 14:05"),
    "not_a_number": N_("Please enter a whole number."),
    "out_of_range": N_("This number is too large or too small."),
    "not_a_flag": N_("Please choose yes or no."),
    "not_a_code": N_("Please choose from the list."),
    "not_a_record": N_("{field} is missing."),
    "ends_before_start": N_("The end lies before the beginning."),
    "revoked_not_given": N_("Revoked, but never given. Please enter when it was given."),
    "must_be_signed": N_("This consent needs a signature, on paper or on the screen."),
    "signature_missing": N_("The signature on the screen is missing."),
    "guardian_missing": N_("A child needs a guardian, or the reason why there is none."),
    "end_missing": N_("For this role an end date is needed."),
    "name_missing": N_("One name or keyword is needed."),
}


def sentence(problem: Problem, words: Texts) -> str:
    """Return the sentence that stands below the field."""
    cls = RECORDS.get(problem.kind)
    field = cls.by_name.get(problem.field) if cls else None
    label = words(field.label) if field else problem.field
    return words(SENTENCES[problem.code], field=label)
