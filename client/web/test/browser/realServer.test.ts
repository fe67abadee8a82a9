import { describe, expect, test } from 'vitest';
import { browserPath, photo, useBrowser } from './browser';
import { attentionPeak } from './heatMap';

/** A running server, for example http://localhost:5000. */
const url = process.env.CAPTIONCLUSTER_URL;

describe.skipIf(browserPath === undefined || url === undefined)('the page on a real server (CAPTIONCLUSTER_URL)', () => {
  const browser = useBrowser();

  test('choose_Photo_ShowsTheModelsSentenceAndAttention', async () => {
    const page = await browser().newPage();
    await page.goto(url!);
    await page.locator('.model.is-ready').waitFor();

    await page.setInputFiles('input[type=file]', photo('coffee.png'));
    const words = page.getByRole('toolbar').getByRole('button');
    await words.first().waitFor();
    await words.nth(1).hover();

    await expect.poll(() => attentionPeak(page)).not.toBeNull();
    expect(await page.getByRole('meter').getAttribute('aria-valuetext')).toMatch(/^as good as a person's: \d+ in 10/);
    expect((await words.allInnerTexts()).join(' ')).toBe(await page.getByRole('article').getByRole('heading').innerText());
    await page.close();
  });

  test('choose_SamePhotoAgain_IsNotUploaded', async () => {
    const page = await browser().newPage();
    await page.goto(url!);
    await page.setInputFiles('input[type=file]', photo('rocket.jpg'));
    await page.getByRole('toolbar').waitFor();
    await page.getByRole('button', { name: 'Remove rocket.jpg' }).click();

    await page.setInputFiles('input[type=file]', photo('rocket.jpg'));

    await page.getByText('Known already, nothing was uploaded').waitFor();
    await page.close();
  });

  test('correct_Sentence_ComesBackAsAHitUntilItIsUndone', async () => {
    const page = await browser().newPage();
    await page.goto(url!);
    await page.setInputFiles('input[type=file]', photo('chelsea.png'));
    await page.getByRole('button', { name: 'Correct the sentence' }).click();
    const models = await page.getByLabel('Your sentence').inputValue();
    await page.getByLabel('Your sentence').fill('Chelsea looks past the camera.');
    await page.keyboard.press('Enter');
    await page.getByText('The model said').waitFor();

    await page.reload();
    await page.setInputFiles('input[type=file]', photo('chelsea.png'));
    await page.getByRole('heading', { name: 'Chelsea looks past the camera.' }).waitFor();
    await page.getByText('Known already, nothing was uploaded').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();

    await page.getByRole('heading', { name: models }).waitFor();
    await page.close();
  });

  test('choose_TextFile_ShowsTheServersProblem', async () => {
    const page = await browser().newPage();
    await page.goto(url!);

    await page.setInputFiles('input[type=file]', { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });

    await page.getByRole('article').getByText('Status 415').waitFor();
    await page.close();
  });
});
