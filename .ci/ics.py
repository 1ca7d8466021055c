"""Reads a calendar with another program's reader, and says what it does not find in it."""

import datetime
import sys

import icalendar

text = open(sys.argv[1], "rb").read()
calendar = icalendar.Calendar.from_ical(text)
events = list(calendar.walk("VEVENT"))
faults = []
if len(events) < 3:
    faults.append(f"{len(events)} events")
names = {str(event["UID"]) for event in events}
if len(names) != len(events):
    faults.append("two events have one name")
for event in events:
    if event.errors:
        faults.append(f"{event['UID']}: {event.errors}")
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if type(start) is not datetime.date or end - start != datetime.timedelta(days=1):
        faults.append(f"{event['UID']}: {start} to {end} is no whole day")
    if not str(event["SUMMARY"]) or not str(event["DESCRIPTION"]) or event["DTSTAMP"].dt.tzinfo is None:
        faults.append(f"{event['UID']}: lacks words or a stamp")
# What is written again by the other program is the same calendar.
if icalendar.Calendar.from_ical(calendar.to_ical()) != calendar:
    faults.append("not the same when it is written again")
for line in text.split(b"\r\n"):
    if len(line) > 75:
        faults.append(f"a line of {len(line)} octets")
sys.exit("\n".join(faults) or 0)
