#!/usr/bin/env python3
"""Captions of photos with Python's standard library: python3 samples/python/captions.py [photo ...]

CAPTIONCLUSTER_URL is the service's address (http://localhost:5000), CAPTIONCLUSTER_KEY a key where it demands one.
"""
import base64
import hashlib
import json
import os
import pathlib
import sys
import urllib.error
import urllib.request
import uuid

PHOTOS = pathlib.Path(__file__).resolve().parents[2] / "tests/fixtures/photos"
URL = os.environ.get("CAPTIONCLUSTER_URL", "http://localhost:5000").rstrip("/")
KEY = os.environ.get("CAPTIONCLUSTER_KEY")


def call(path, body=None, content_type="application/octet-stream", **headers):
    """An open answer. Its lines can be read while they come."""
    headers["Content-Type"] = content_type
    if KEY:
        headers["Authorization"] = "Bearer " + KEY
    return urllib.request.urlopen(urllib.request.Request(URL + path, body, headers))


def ask(path, body=None, content_type="application/octet-stream", **headers):
    with call(path, body, content_type, **headers) as answer:
        return json.load(answer)


def show(name, lines):
    for item in map(json.loads, lines):
        print(f"{name}: {item['id']}: {item['result']['caption'] if 'result' in item else item['error']['detail']}")


def main(photos):
    # The bytes are the body. The service tells the format by itself.
    picture = photos[0].read_bytes()
    print("caption:", ask("/v1/captions", picture)["caption"])

    # A picture is known by the SHA-256 of its bytes: no upload, and 404 where nobody has sent it yet.
    digest = hashlib.sha256(picture).hexdigest()
    known = ask("/v1/captions/" + digest)
    print(f"by digest: {known['caption']} ({known['source']})")

    # Alt text, of a picture that is known or of one that is sent.
    named = json.dumps({"image": {"sha256": digest}}).encode()
    print("alt text:", ask("/v1/alt-text?maxLength=60", named, "application/json")["altText"])

    # Many pictures: a line for each as soon as it is done, what is wrong with one of them in its own.
    lines = [{"id": photo.name, "image": {"base64": base64.b64encode(photo.read_bytes()).decode()}} for photo in photos]
    many = "\n".join(map(json.dumps, lines)).encode()
    with call("/v1/captions/batch", many, "application/x-ndjson") as answers:
        show("batch", answers)

    # A job is stored when it is accepted, and done some time. With the same key it is the same job, however often it is sent.
    job = ask("/v1/jobs", many, "application/x-ndjson", **{"Idempotency-Key": str(uuid.uuid4())})
    with call(job["links"]["events"]) as events:
        for _ in events:  # Each is a picture that is done; they end when the job has.
            pass
    print("job:", ask(job["links"]["self"] + "?max=0")["state"])
    with call(job["links"]["results"]) as results:
        show("result", results)


if __name__ == "__main__":
    try:
        main([pathlib.Path(photo) for photo in sys.argv[1:]] or [PHOTOS / "chelsea.png", PHOTOS / "rocket.jpg"])
    except urllib.error.HTTPError as error:
        sys.exit(f"{error.code}: {json.load(error)['detail']}")
