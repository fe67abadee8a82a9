#!/usr/bin/env bash
# Captions of photos with curl: samples/curl/captions.sh [photo …]
# CAPTIONCLUSTER_URL is the service's address (http://localhost:5000), CAPTIONCLUSTER_KEY a key where it demands one.
set -euo pipefail

photos=$(cd "$(dirname "$0")/../../tests/fixtures/photos" && pwd)
[ $# -gt 0 ] || set -- "$photos/chelsea.png" "$photos/rocket.jpg"
url=${CAPTIONCLUSTER_URL:-http://localhost:5000}
url=${url%/}

call() { curl -sS --fail-with-body ${CAPTIONCLUSTER_KEY:+-H "Authorization: Bearer $CAPTIONCLUSTER_KEY"} "$@"; }
# The answer, read whole; or what the service says is wrong, in "detail".
ask() { local answer; answer=$(call "$@") || { echo "$answer" >&2; exit 1; }; echo "$answer"; }
# A text member of a JSON object. Programs that have jq at hand use that.
text() { sed -nE 's/.*"'"$1"'":"([^"]*)".*/\1/p'; }

# The bytes are the body. The service tells the format by itself.
answer=$(ask --data-binary "@$1" -H 'Content-Type: application/octet-stream' "$url/v1/captions")
echo "caption: $(text caption <<<"$answer")"

# A picture is known by the SHA-256 of its bytes: no upload, and 404 where nobody has sent it yet.
digest=$(sha256sum <"$1" | cut -d ' ' -f 1)
answer=$(ask "$url/v1/captions/$digest")
echo "by digest: $(text caption <<<"$answer") ($(text source <<<"$answer"))"

# Alt text, of a picture that is known or of one that is sent.
answer=$(ask -H 'Content-Type: application/json' -d "{\"image\": {\"sha256\": \"$digest\"}}" "$url/v1/alt-text?maxLength=60")
echo "alt text: $(text altText <<<"$answer")"

# Many pictures: a line of JSON for each as soon as it is done, what is wrong with one of them in its own.
files=()
for photo in "$@"; do files+=(-F "file=@$photo"); done
call "${files[@]}" "$url/v1/captions/batch" | while read -r line; do
  echo "batch: $(text id <<<"$line"): $(text caption <<<"$line")$(text detail <<<"$line")"
done

# A job is stored when it is accepted, and done some time. With the same key it is the same job, however often it is sent.
key=$(cat /proc/sys/kernel/random/uuid 2>/dev/null || uuidgen)
job=$(ask -H "Idempotency-Key: $key" "${files[@]}" "$url/v1/jobs")
events=$(text events <<<"$job") results=$(text results <<<"$job")
call -N "$url$events" >/dev/null # Ends when the job has; each event is a picture that is done.
echo "job: $(ask "$url${events%/events}?max=0" | text state)"
call "$url$results" | while read -r line; do
  echo "result: $(text id <<<"$line"): $(text caption <<<"$line")$(text detail <<<"$line")"
done
