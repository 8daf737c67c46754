"""The secretariat says its nationalities when it comes in: nobody decides on a nominee of the own State."""

import pytest
from flask import Flask

from roster.accounts import services
from roster.accounts.models import User
from roster.accounts.queries import actor_of
from roster.accounts.services import NewInvitation, NewUser
from roster.core.actor import SYSTEM, SYSTEM_SCOPE, Assignment, Role
from roster.core.db import db
from roster.core.errors import ForbiddenError, InvalidError
from roster.core.unit_of_work import unit_of_work

MANAGER = Assignment(Role.MANAGER, SYSTEM_SCOPE)


def test_a_manager_names_a_nationality_when_accepting(app: Flask) -> None:
    with unit_of_work():
        offer = NewInvitation(email="new.manager@people.example", name="A", assignment=MANAGER)
        invitation = services.invite(SYSTEM, offer)
        with pytest.raises(InvalidError):
            services.accept_invitation(SYSTEM, invitation, name="A", password_hash="x")
        user = services.accept_invitation(
            SYSTEM, invitation, name="A", password_hash="x", nationalities=("KE", "AT")
        )
        assert user.nationalities == ["AT", "KE"]


def test_a_focal_point_is_not_asked(app: Flask) -> None:
    with unit_of_work():
        focal = Assignment(Role.FOCAL_POINT, "state:KE")
        invitation = services.invite(
            SYSTEM, NewInvitation(email="new.focal@people.example", name="A", assignment=focal)
        )
        user = services.accept_invitation(SYSTEM, invitation, name="A", password_hash="x")
        assert user.nationalities == []


def test_they_are_said_once_and_changed_by_an_administrator_only(app: Flask) -> None:
    with unit_of_work():
        user: User = services.create_user(
            SYSTEM, NewUser(email="old.manager@people.example", name="A", assignments=(MANAGER,))
        )
        own = actor_of(user)
        with pytest.raises(InvalidError):
            services.record_nationalities(own, user, nationalities=())
        services.record_nationalities(own, user, nationalities=("KE",))
        db.session.flush()
        with pytest.raises(ForbiddenError):
            services.record_nationalities(actor_of(user), user, nationalities=("AT",))
        services.record_nationalities(SYSTEM, user, nationalities=("AT",))
        assert user.nationalities == ["AT"]
