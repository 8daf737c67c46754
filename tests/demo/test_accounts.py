"""The accounts that are made are those that the sign-in page lists."""

from roster.demo.accounts import ACCOUNTS
from roster.home import demonstration


def test_every_listed_account_is_made_and_every_made_one_is_listed() -> None:
    assert {account.email for account in ACCOUNTS} == {account.email for account in demonstration.ACCOUNTS}
