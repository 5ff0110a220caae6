"""Static files, under addresses that change with their content; and whether the workbench is alive."""

from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, PlainTextResponse, Response

router = APIRouter()
FOLDER = (Path(__file__).parent.parent / "static").resolve()
FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/static/{digest}/{name:path}", name="static")
def static(digest: str, name: str) -> Response:
    """Send a static file; its digest in the address lets browsers keep it."""
    del digest
    try:
        file = (FOLDER / name).resolve()
        found = file.is_relative_to(FOLDER) and file.is_file()
    except (OSError, ValueError):  # a name that no file can have
        found = False
    if not found:
        raise HTTPException(404)
    return FileResponse(file, headers={"Cache-Control": FOR_EVER})


@router.get("/healthz", name="healthz")
def healthz() -> PlainTextResponse:
    """Say that the workbench is alive."""
    return PlainTextResponse("ok")
