"""`extractor entities`: the companies that the register knows, and what people say of them."""

from __future__ import annotations

import click

from extractor.commands.lazy import LazyGroup

ENTITIES: dict[str, tuple[str, str]] = {
    "list": ("entities_list", "List companies, all or those whose name holds a text."),
    "unknown": ("entities_list", "List names on papers that are no known company's, those with most papers first."),
    "show": ("entities_show", "Show a company: names, identifiers, group, judgements, papers."),
    "proposals": ("entities_show", "Show names that papers print for one party in two scripts; accept or refuse."),
    "changes": ("entities_show", "Show accepted papers that would be resolved otherwise now; apply with --who."),
    "conflicts": ("entities_list", "Print what people said against one another."),
    "merge": ("entities_judge", "Say that companies are the same."),
    "split": ("entities_judge", "Take a company out of its group, for ever."),
    "different": ("entities_judge", "Say that a name or company is not a company; this is remembered for ever."),
    "unsure": ("entities_judge", "Say that nobody knows whether a name is a company: a person looks each time."),
    "alias": ("entities_judge", "Say that a name is a company's."),
    "create": ("entities_judge", "Add a company."),
    "undo": ("entities_judge", "Take back a judgement."),
    "import": ("entities_import", "Take in companies from CSV or FollowTheMoney JSON, a million rows too."),
    "export": ("entities_export", "Write all companies as CSV or FollowTheMoney JSON."),
}


@click.group(cls=LazyGroup, table=ENTITIES)
def command() -> None:
    """Keep the companies of a tracking store. Nothing is merged unseen, everything can be explained and undone."""
