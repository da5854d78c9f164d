# -*- coding: utf-8 -*-
"""线程池下载小说章节的练习:解析目录、并发下载、按顺序合并、统计字数 (网站是假的)。"""
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed

章节目录 = {
    '第一章 初入江湖': '少年背着剑,走进了小镇。',
    '第二章 客栈风云': '"小二,来一壶好酒!"',
    '第三章 夜半钟声': '月落乌啼霜满天,江枫渔火对愁眠。',
    '第四章 华山论剑': '高手如云,谁与争锋?',
}


class 下载失败(Exception):
    """网络超时"""


class Spider(object):
    def __init__(self, max_workers=3, max_retry=3):
        self.max_workers = max_workers
        self.max_retry = max_retry
        self.lock = threading.Lock()
        self.失败次数 = {}

    def 获取目录(self):
        # 模拟请求目录页
        time.sleep(0.002)
        return list(章节目录)

    def 下载章节(self, 标题):
        for 次数 in range(1, self.max_retry + 1):
            try:
                return 标题, self._请求(标题)
            except 下载失败:
                with self.lock:
                    self.失败次数[标题] = 次数
        raise 下载失败('%s 重试 %d 次后仍然失败' % (标题, self.max_retry))

    def _请求(self, 标题):
        time.sleep(random.uniform(0.001, 0.004))
        with self.lock:
            已失败 = self.失败次数.get(标题, 0)
        if '钟声' in 标题 and 已失败 < 2:
            raise 下载失败(标题)
        return 章节目录[标题]

    def run(self):
        目录 = self.获取目录()
        print('共 {} 章, 开始下载...'.format(len(目录)))
        内容 = {}
        with ThreadPoolExecutor(max_workers=self.max_workers) as pool:
            任务 = [pool.submit(self.下载章节, t) for t in 目录]
            for f in as_completed(任务):
                标题, 正文 = f.result()
                内容[标题] = 正文
        # 按照目录的顺序合并
        for i, 标题 in enumerate(目录, start=1):
            print('%02d|%s|%s' % (i, 标题.ljust(10, '　'), 内容[标题]))
        总字数 = sum(len(x) for x in 内容.values())
        汉字 = sum(1 for x in 内容.values() for 字 in x if '\u4e00' <= 字 <= '\u9fff')
        print(f'总字数:{总字数},其中汉字 {汉字} 个,重试:{self.失败次数}')
        return 内容


if __name__ == '__main__':
    spider = Spider()
    文本 = spider.run()
    print('编码长度:', len(''.join(文本[k] for k in sorted(文本)).encode('utf-8')), len('剑'.encode('gbk') if False else '剑'.encode('utf-16-le')))
    print(sorted(文本, key=lambda s: s[1])[0][:3], '江湖' in '初入江湖', '第三章 夜半钟声'.split()[1][::-1], '１２３'.isdigit(), int('４２'))
