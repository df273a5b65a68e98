"""Households handed to another office: the form that lets one leave, and the look at one that came."""
