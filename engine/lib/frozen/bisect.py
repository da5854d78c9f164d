"""Searching and inserting in sorted lists."""

from _bisect import bisect, bisect_left, bisect_right, insort, insort_left, insort_right
