"""The build backend of `pip install .` (PEP 517): CMake builds the extension module, this packs it into a wheel.

It needs no package. Settings, as in `pip install . --config-settings=build-dir=build/release`:
  build-dir  a folder that CMake has configured before; else build/python is configured for this interpreter
"""
import base64
import hashlib
import importlib.machinery
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def version():
    text = (ROOT / "CMakeLists.txt").read_text(encoding="utf-8")
    return re.search(r"^project\(isthmus VERSION ([0-9.]+)", text, re.MULTILINE).group(1)


# ---- CMake ------------------------------------------------------------------------------------

def configure(folder):
    """This interpreter, whichever python3 stands first in the path."""
    subprocess.run(["cmake", "-S", ROOT, "-B", folder, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DISTHMUS_PYTHON=ON",
                    "-DBUILD_TESTING=OFF", "-DISTHMUS_BENCHMARKS=OFF", "-DISTHMUS_MPI=OFF",
                    f"-DPython3_EXECUTABLE={sys.executable}", f"-DPYTHON_EXECUTABLE={sys.executable}"], check=True)


def build(settings, prefix):
    """The package as it is to be installed, in the folder `prefix`."""
    given = (settings or {}).get("build-dir")
    folder = ROOT / (given or "build/python")
    if given is None:
        configure(folder)
    subprocess.run(["cmake", "--build", folder, "--target", "isthmus_python"], check=True)
    subprocess.run(["cmake", "--install", folder, "--component", "python", "--prefix", prefix], check=True)
    modules = list(pathlib.Path(prefix).glob("isthmus/_isthmus.*.so"))
    if not any(module.name.endswith(suffix) for module in modules for suffix in importlib.machinery.EXTENSION_SUFFIXES):
        sys.exit(f"isthmus: {folder} is built for another Python than {sys.executable}")


# ---- wheels -----------------------------------------------------------------------------------

def tag():
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return f"{python}-{python}-{re.sub('[-.]', '_', sysconfig.get_platform())}"


def metadata():
    return (f"Metadata-Version: 2.1\nName: isthmus\nVersion: {version()}\n"
            "Summary: Exact geometry of the learning space of ReLU networks\n"
            "License: MIT\nRequires-Python: >=3.9\nRequires-Dist: numpy\n")


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    """Without this pip would build a wheel to ask for its name."""
    folder = pathlib.Path(metadata_directory) / f"isthmus-{version()}.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(metadata(), encoding="utf-8")
    (folder / "WHEEL").write_text(wheel_text(), encoding="utf-8")
    return folder.name


def wheel_text():
    return f"Wheel-Version: 1.0\nGenerator: isthmus\nRoot-Is-Purelib: false\nTag: {tag()}\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = f"isthmus-{version()}"
    path = pathlib.Path(wheel_directory) / f"{name}-{tag()}.whl"
    with tempfile.TemporaryDirectory() as prefix:
        build(config_settings, prefix)
        files = {file.relative_to(prefix).as_posix(): file.read_bytes()
                 for file in sorted(pathlib.Path(prefix).rglob("*")) if file.is_file()}
    files[f"{name}.dist-info/METADATA"] = metadata().encode()
    files[f"{name}.dist-info/LICENSE"] = (ROOT / "LICENSE").read_bytes()
    files[f"{name}.dist-info/WHEEL"] = wheel_text().encode()
    record = f"{name}.dist-info/RECORD"
    files[record] = "".join([*map(record_line, files.items()), f"{record},,\n"]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as wheel:
        for file, content in files.items():
            wheel.writestr(zipfile.ZipInfo(file, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return path.name


def record_line(item):
    file, content = item
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{file},sha256={digest},{len(content)}\n"


def build_sdist(sdist_directory, config_settings=None):
    """All that git has, or, outside a clone, all but what was built."""
    name = f"isthmus-{version()}"
    path = pathlib.Path(sdist_directory) / f"{name}.tar.gz"
    with tarfile.open(path, "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for file in source_files():
            archive.add(ROOT / file, f"{name}/{file}", recursive=False)
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as info:
            info.write(metadata())
            info.flush()
            archive.add(info.name, f"{name}/PKG-INFO")
    return path.name


def source_files():
    listing = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True)
    if listing.returncode == 0:
        return [file for file in listing.stdout.split("\0") if file and os.path.lexists(ROOT / file)]
    return sorted(str(file.relative_to(ROOT)) for file in ROOT.rglob("*")
                  if file.is_file() and file.relative_to(ROOT).parts[0] != "build")
