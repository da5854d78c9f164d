from urllib.parse import *
for u in ["http://a.b:80/p/q;x?y=1&z=2#f","//h/p","mailto:x@y","/rel?q","http://user:pw@h/","HTTP://H.com"]:
    r=urlparse(u); print(r, r.hostname, r.port, r.username, r.geturl(), urlsplit(u))
for b,u in [("http://a/b/c/d","g"),("http://a/b/c/d","../g"),("http://a/b/c/d","/g"),("http://a/b/c/d","//h/g"),("http://a/b/c/d","?x=1"),("http://a/b/c/d","#s"),("http://a/b/c/d","http://z/"),("http://a/b/c/","./x/../y"),("http://a","g")]:
    print(urljoin(b,u))
print(quote("a b/é&=~"),quote_plus("a b/é"),unquote("a%20b%C3%A9%zz"),urlencode({"a":1,"b":"x y","c":[1,2]}),urlencode({"c":[1,2]},doseq=True),parse_qs("a=1&a=2&b=&c=%20+"),parse_qsl("a=1;b"))
print(urldefrag("http://x/#a"))
