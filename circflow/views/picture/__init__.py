"""An answer as a picture: companies as boxes, deals as arrows, on a page to look into or as a drawing."""

from circflow.views.picture.saving import SUFFIXES, save_picture

__all__ = ["SUFFIXES", "save_picture"]
