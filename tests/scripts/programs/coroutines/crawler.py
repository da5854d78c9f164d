"""A web crawler over a pretend site: semaphore, visited set, depth limit, broken links and statistics."""
import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Set
from urllib.parse import urljoin, urlparse

SITE: Dict[str, List[str]] = {
    "http://example.test/": ["/about", "/blog/", "http://other.test/", "mailto:me@example.test"],
    "http://example.test/about": ["/", "team.html", "#top"],
    "http://example.test/team.html": ["/about", "/missing"],
    "http://example.test/blog/": ["1.html", "2.html", "../about", "3.html"],
    "http://example.test/blog/1.html": ["2.html"],
    "http://example.test/blog/2.html": ["/blog/3.html?page=2#comments", "/slow"],
    "http://example.test/blog/3.html?page=2": ["/"],
    "http://example.test/blog/3.html": [],
    "http://example.test/slow": [],
}


class NotFound(Exception):
    pass


@dataclass
class Page:
    url: str
    depth: int
    links: List[str] = field(default_factory=list)
    error: Optional[str] = None


async def http_get(url: str) -> List[str]:
    await asyncio.sleep(0.2 if url.endswith("/slow") else 0.002)
    try:
        return SITE[url]
    except KeyError:
        raise NotFound(f"404 {url}") from None


class Crawler:
    def __init__(self, start: str, max_depth: int = 3, concurrency: int = 2, timeout: float = 0.05) -> None:
        self.start, self.max_depth, self.timeout = start, max_depth, timeout
        self.host = urlparse(start).netloc
        self.semaphore = asyncio.Semaphore(concurrency)
        self.seen: Set[str] = {start}
        self.pages: Dict[str, Page] = {}
        self.skipped: Counter = Counter()
        self.active = self.peak = 0

    def normalise(self, base: str, link: str) -> Optional[str]:
        url = urlparse(urljoin(base, link))
        if url.scheme not in ("http", "https"):
            self.skipped["scheme"] += 1
            return None
        if url.netloc != self.host:
            self.skipped["foreign"] += 1
            return None
        return url._replace(fragment="").geturl()

    async def crawl(self, url: str, depth: int) -> None:
        page = self.pages[url] = Page(url, depth)
        async with self.semaphore:
            self.active += 1
            self.peak = max(self.peak, self.active)
            try:
                page.links = await asyncio.wait_for(http_get(url), self.timeout)
            except NotFound as error:
                page.error = str(error)
            except asyncio.TimeoutError:
                page.error = "timeout"
            finally:
                self.active -= 1
        if depth == self.max_depth:
            return
        children = []
        for link in page.links:
            target = self.normalise(url, link)
            if target and target not in self.seen:
                self.seen.add(target)
                children.append(self.crawl(target, depth + 1))
        await asyncio.gather(*children)

    async def run(self) -> "Crawler":
        await self.crawl(self.start, 0)
        return self


async def main() -> None:
    crawler = await Crawler("http://example.test/").run()
    for url, page in sorted(crawler.pages.items()):
        print(page.depth, urlparse(url).path, len(page.links), page.error or "ok")
    print(dict(crawler.skipped), "peak", crawler.peak, "slots free", not crawler.semaphore.locked())
    shallow = await Crawler("http://example.test/", max_depth=1, concurrency=10).run()
    print(len(shallow.pages), shallow.peak, Page("x", 0) == Page("x", 0), Page("u", 1))


asyncio.run(main())
