"""Answers for people and programs: tables, json, csv, workbooks, data frames. One format a module."""

from circflow.views.formats import FORMATS, SUFFIXES, TEXT_FORMATS, render, write, write_chunks
from circflow.views.frame import frame
from circflow.views.notebook import html_table
from circflow.views.saving import save

__all__ = ["FORMATS", "SUFFIXES", "TEXT_FORMATS", "frame", "html_table", "render", "save", "write", "write_chunks"]
