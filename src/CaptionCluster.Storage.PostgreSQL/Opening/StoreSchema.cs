namespace CaptionCluster.Storage.PostgreSQL.Opening;

/// <summary>The tables of one store.</summary>
/// <param name="Store">What is kept, as the table <c>stores</c> calls it.</param>
/// <param name="Migrations">
/// Every change, oldest first. A released one is never edited: a new one is appended. Each leaves alone what it finds made: all are run
/// again when a table is gone.
/// </param>
/// <param name="Tables">Those that are there after all of them.</param>
/// <param name="WhenLost">What follows when they are dropped.</param>
internal sealed record StoreSchema(string Store, string WhenLost, string[] Tables, string[] Migrations);
