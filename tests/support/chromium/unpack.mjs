// Unpacks the browser of the package below TMPDIR and prints where it and its libraries lie. The package brings its
// libraries only where it believes itself to be on AWS Lambda.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x'
const { default: chromium } = await import('@sparticuz/chromium')
const program = await chromium.executablePath()
console.log(JSON.stringify({ program, libraries: process.env.LD_LIBRARY_PATH ?? '' }))
