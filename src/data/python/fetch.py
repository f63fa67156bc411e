# Where the page's data are; without a network, name a folder that holds its files: python script.py FOLDER
BASE = Path(sys.argv[1]).resolve().as_uri() + "/" if len(sys.argv) > 1 else PAGE


def fetch(path):
    """The bytes of one of the page's files."""
    with urllib.request.urlopen(BASE + path) as file:
        return file.read()
