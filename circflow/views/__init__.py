"""Answers for people and programs: tables, json, csv, workbooks, data frames. One format a module."""

from circflow.views.formats import FORMATS, SUFFIXES, TEXT_FORMATS, render, write

__all__ = ["FORMATS", "SUFFIXES", "TEXT_FORMATS", "render", "write"]
