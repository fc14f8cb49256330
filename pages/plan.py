"""One plan as its planners know it: chapters and boxes, items and targets, responsible units."""

import streamlit as st

from components import frame, link
from components.card import card
from components.downloads import plan_downloads
from components.filters import sidebar
from components.page_body import page_body
from geodata.views import plan
from geodata.views.plan_extract import PlanExtract, chosen_plan

context = frame.opened()
sidebar(context)
chosen = chosen_plan(context.record, context.view.filters, context.view.plan)
extract = PlanExtract(context.selection.narrowed(plan=chosen))


def choose(name: str, value: str) -> None:
    """Open the plan of the drop-down, or list one unit alone; pressed again, all of them."""
    if name == "unit":
        link.toggle(context.view.filters, name, value)
    else:
        link.open_plan(context.view.filters, context.record, value)


with st.container(key="page"):
    choice = plan.drop_down(context.record, chosen, context.language)
    head = plan.head(extract, context.language)
    page_body(context, [choice, *head], key="plan_head", on_choice=choose)
    plan_downloads(context, extract)
    shown = plan.blocks(extract, context.language)
    page_body(context, shown, key="plan", on_choice=choose)
    card(context, context.selection, counties=False)
