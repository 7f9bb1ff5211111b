#!/bin/sh
# Installs all that the tests need and runs them: sh scripts/test.sh [PYTEST ARGUMENTS]
# Besides Python: a Chromium with a Chinese font for the pages, Java 17 and Maven for a Neo4j server.
set -eu
cd "$(dirname "$0")/.."
. scripts/system.sh

sh scripts/install.sh test

has_java() { java -version 2>&1 | grep -qE 'version "(1[7-9]|[2-9][0-9])'; }
has_chromium() { [ -n "${KG_TEST_CHROMIUM:-}" ] || has chromium || has chromium-browser || has google-chrome; }
has_chinese_font() { [ "$(uname)" = Darwin ] || { has fc-list && fc-list :lang=zh | grep -q .; }; }

# Playwright's own program asks for it, and a bare Debian has it not
has_libatomic() {
    [ "$(uname)" = Darwin ] || .venv/bin/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")' 2>/dev/null
}

# on macOS, programs that are there but not on the path
if has brew && [ -x "$(brew --prefix)/opt/openjdk/bin/java" ]; then
    PATH="$(brew --prefix)/opt/openjdk/bin:$PATH"
fi
for browser in "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if ! has_chromium && [ -x "$browser" ]; then
        export KG_TEST_CHROMIUM="$browser"
    fi
done

missing=
has_chromium || missing="$missing chromium"
has_chinese_font || missing="$missing fonts-noto-cjk"
has_libatomic || missing="$missing libatomic1"
if [ -z "${KG_TEST_NEO4J_URI:-}" ]; then
    has_java || missing="$missing default-jre-headless"
    has mvn || missing="$missing maven"
fi

if [ -n "$missing" ] && [ -f /etc/debian_version ] && has apt-get; then
    # shellcheck disable=SC2086 # several names
    install_packages $missing || echo "Going on; the tests that need$missing are skipped." >&2
elif [ -n "$missing" ]; then
    echo "Going on without$missing; the tests that need them are skipped." >&2
    echo "On macOS: brew install openjdk maven && brew install --cask google-chrome" >&2
fi

exec .venv/bin/python -m pytest "$@"
