// What of a page lies over something else, is cut or cannot be reached: [fault, words] each. Boxes drawn so close that
// nobody sees them touch may share a few pixels.
() => {
    const found = [], screen = document.documentElement.clientWidth;
    const told = text => text.replace(/[\s\u200b]+/g, ' ').trim().slice(0, 40);
    const add = (fault, ...texts) => found.push([fault, texts.map(told).join(' | ')]);
    const seen = element => {
        // what is folded has boxes too
        if (!element.checkVisibility()) return false;
        for (let at = element; at instanceof Element; at = at.parentElement) {
            const style = getComputedStyle(at);
            if (style.visibility === 'hidden' || style.display === 'none' || style.opacity === '0') return false;
        }
        return true;
    };
    const shared = (a, b) => [Math.min(a.right, b.right) - Math.max(a.left, b.left),
                              Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
    const isInside = (a, b) => a.left >= b.left - 1 && a.right <= b.right + 1
        && a.top >= b.top - 1 && a.bottom <= b.bottom + 1;
    const pairs = (parts, compare) => parts.forEach((one, place) =>
        parts.slice(place + 1).forEach(other => compare(one, other, ...shared(one.box, other.box))));

    document.querySelectorAll('.js-plotly-plot').forEach(plot => {
        const room = plot.getBoundingClientRect();
        const menu = plot.closest('[class*=st-key-plot-]')?.querySelector('[class*=st-key-more-]');
        const texts = [...plot.querySelectorAll('.main-svg text')]
            .filter(text => told(text.textContent) && !text.closest('.hoverlayer') && seen(text))
            .map(text => ({words: text.textContent, box: text.getBoundingClientRect()}))
            .filter(text => text.box.width);
        pairs(texts, (one, other, across, down) => {
            if (across > 1 && down > 4) add('words over words', one.words, other.words);
        });
        // the box about a line is higher than its letters
        const about = {left: room.left, right: room.right, top: room.top - 4, bottom: room.bottom + 4};
        texts.filter(text => !isInside(text.box, about)).forEach(text => add('words cut by the chart', text.words));
        // a mark is smaller than the box about it, so only what reaches well into it counts
        [...plot.querySelectorAll('.scatterlayer path.point')].filter(seen).forEach(mark => {
            const box = mark.getBoundingClientRect();
            texts.forEach(text => {
                const [across, down] = shared(box, text.box);
                if (across > Math.max(2, 0.35 * box.width) && down > Math.max(3, 0.35 * box.height)
                    && !isInside(text.box, box)) add('words over a mark', text.words);
            });
        });
        if (menu) texts.forEach(text => {
            const [across, down] = shared(menu.getBoundingClientRect(), text.box);
            if (across > 1 && down > 1) add('words under the menu', text.words);
        });
    });

    const main = document.querySelector('[data-testid=stMain]');
    if (main.scrollWidth > main.clientWidth + 1) add('page wider than the screen', location.pathname);
    const words = part => told(part.innerText || part.getAttribute('aria-label') || part.value || '');
    const shown = (names, apart) => [...document.querySelectorAll(names)]
        .filter(part => !part.closest(apart) && words(part) && seen(part))
        .map(part => ({part, words: words(part), box: part.getBoundingClientRect()}))
        .filter(({part, box}) => box.width > 2 && box.height > 2 && (part.tagName !== 'INPUT' || part.value));
    shown('a, button, input, [role=radio], .pl-brand, .pl-caption, h1, h2, p, li, td, th', '[data-testid=stToast]')
        .forEach(({part, words, box}) => {
            // what stands in a place that scrolls by itself can be reached
            if (part.closest('.pl-table.wide')) return;
            if (box.right > screen + 1 || box.left < -1) add('out of the screen', words);
            const isCut = getComputedStyle(part).overflowX !== 'visible' && part.scrollWidth > part.clientWidth + 1;
            if (isCut) add('words cut', words);
        });
    if (screen >= 1280) document.querySelectorAll('.pl-table.wide table')
        .forEach(table => add('table wider than its place', table.dataset.view));
    pairs(
        shown('a, button, h1, h2, .pl-caption, .pl-brand, label p, p.pl-source, p.pl-takeaway',
              '[class*=st-key-plot-], [data-testid=stToast]'),
        (one, other, across, down) => {
            if (across > 2 && down > 3 && !one.part.contains(other.part) && !other.part.contains(one.part))
                add('words over words', one.words, other.words);
        });
    return found;
}
