"""An invented coverage of the world for the page of components."""

from dataclasses import dataclass

from roster.vocabulary import queries as vocabulary

LEVELS = 5


@dataclass(frozen=True)
class DesignTile:
    """One State of the tile map."""

    column: int
    row: int
    label: str
    level: int


def design_tiles(language: str) -> list[DesignTile]:
    """A tile for each State, with levels that mean nothing."""
    return [
        DesignTile(state.tile_column, state.tile_row, state.label(language), (place * 7) % LEVELS)
        for place, state in enumerate(vocabulary.states(language))
        if state.tile_column is not None and state.tile_row is not None
    ]
