"""From the tree of themes to the record that the thematic map is drawn from, in the reader's language."""

from app.charts.theme_map import ThemeMap
from app.charts.themes import Code, Subtheme, Theme
from app.store.queries.codes import CodeRow
from app.web.language import gettext as _
from app.workbench.theme_tree import Tree


def map_of(tree: Tree) -> ThemeMap:
    """Return the themes with their subthemes and codes as the picture needs them."""
    return ThemeMap(
        _("Thematic map"),
        _("Each box is a theme, the boxes in it are its subthemes, and in those are codes with their codings."),
        (_("Theme"), _("Subtheme"), _("Code"), _("Codings")),
        tuple(
            Theme(
                theme.name, _codes(theme.codes),
                tuple(Subtheme(below.name, _codes(below.codes)) for below in theme.subthemes), theme.hue,
            )
            for theme in tree.themes
        ),
    )  # fmt: skip


def _codes(codes: tuple[CodeRow, ...]) -> tuple[Code, ...]:
    return tuple(Code(code.name, code.codings) for code in codes)
