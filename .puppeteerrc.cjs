/** Set-up brings the browser; puppeteer's own download would come on top of it. */
module.exports = { skipDownload: true };
