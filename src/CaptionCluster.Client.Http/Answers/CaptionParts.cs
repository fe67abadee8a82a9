namespace CaptionCluster.Client.Http;

/// <summary>A picture, as the service saw it.</summary>
/// <param name="Sha256">SHA-256 of its bytes as uploaded: 64 lower-case hexadecimal digits.</param>
/// <param name="Width">Pixels, after EXIF orientation.</param>
/// <param name="Height">Pixels, after EXIF orientation.</param>
/// <param name="Format">In lower case: <c>jpeg</c>, <c>png</c>, …</param>
public sealed record PictureInfo(string Sha256, int Width, int Height, string Format);

/// <summary>Which model.</summary>
/// <param name="Name">Its folder's name.</param>
/// <param name="Revision">SHA-256 over its files: 64 hexadecimal digits.</param>
/// <param name="Variant">Its numbers' form: <c>float32</c>, <c>int8</c>, …</param>
public sealed record ModelReference(string Name, string Revision, string Variant);

/// <summary>Why an alt text is not to be published as it is.</summary>
/// <param name="Code"><c>low-quality</c> or <c>no-quality</c>.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record Verdict(string Code, string Detail);

/// <summary>Where the time went. Queue, encode and decode are of the inference that made the caption, whoever asked for it.</summary>
/// <param name="IntakeMs">Milliseconds of reading, checking and resizing the picture; null when none was sent.</param>
/// <param name="QueueMs">Milliseconds of waiting for the model.</param>
/// <param name="EncodeMs">Milliseconds in the encoder.</param>
/// <param name="DecodeMs">Milliseconds in the decoder.</param>
/// <param name="TotalMs">Milliseconds of this request, from its headers to its answer.</param>
/// <param name="EncodeBatch">Pictures in the encoder's batch.</param>
/// <param name="DecodeBatch">Pictures in the decoder's batch.</param>
public sealed record CaptionTiming(
    double? IntakeMs, double? QueueMs, double? EncodeMs, double? DecodeMs, double? TotalMs, int EncodeBatch, int DecodeBatch);

/// <summary>A token of a caption.</summary>
/// <param name="Text">Empty for the token that ends the sentence.</param>
/// <param name="LogProbability">Natural logarithm; null for a token that the model ruled out and that was forced all the same.</param>
/// <param name="Attention">
/// Weights of the model's grid cells, row by row (<see cref="ServedModel.Attention"/> has the grid); null when not asked for.
/// </param>
public sealed record CaptionToken(string Text, double? LogProbability, IReadOnlyList<float?>? Attention);

/// <summary>Another sentence for the same picture.</summary>
/// <param name="Caption">The sentence.</param>
/// <param name="AltText">The same as an alt text.</param>
/// <param name="Score">Its log-probability divided by length ^ lengthPenalty.</param>
/// <param name="Adequacy">As <see cref="Caption.Adequacy"/>.</param>
public sealed record CaptionAlternative(string Caption, string AltText, double? Score, double? Adequacy);
