using CaptionCluster.MongoDBDouble.Language;
using MongoDB.Bson;

namespace CaptionCluster.MongoDBDouble.Tests;

/// <summary>The double's reading of MongoDB's query language, by the manual's examples and its corners.</summary>
public sealed class QueryTests
{
    [Theory]
    [InlineData("{a: 1}", "{a: 1}", true)]
    [InlineData("{a: 1}", "{a: 1.0}", true)]
    [InlineData("{a: 1}", "{a: 2}", false)]
    [InlineData("{a: {b: 1}}", "{'a.b': 1}", true)]
    [InlineData("{a: [{b: 1}, {b: 2}]}", "{'a.b': 2}", true)]
    [InlineData("{a: [1, 2]}", "{a: 2}", true)]
    [InlineData("{a: [1, 2]}", "{'a.1': 2}", true)]
    [InlineData("{}", "{a: null}", true)]
    [InlineData("{a: 0}", "{a: null}", false)]
    [InlineData("{a: 5}", "{a: {$gt: 4, $lt: 6}}", true)]
    [InlineData("{a: '5'}", "{a: {$gt: 4}}", false)] // Another kind of value never compares.
    [InlineData("{}", "{a: {$lte: 4}}", false)]
    [InlineData("{a: null}", "{a: {$lte: 4}}", false)]
    [InlineData("{a: 5}", "{a: {$in: [4, 5]}}", true)]
    [InlineData("{a: 5}", "{a: {$nin: [4, 5]}}", false)]
    [InlineData("{}", "{a: {$ne: 5}}", true)]
    [InlineData("{a: null}", "{a: {$exists: true}}", true)]
    [InlineData("{}", "{a: {$exists: false}}", true)]
    [InlineData("{a: [{b: 1, c: 1}, {b: 2, c: 2}]}", "{a: {$elemMatch: {b: 1, c: 2}}}", false)]
    [InlineData("{a: [{b: 1, c: 1}, {b: 2, c: 2}]}", "{a: {$elemMatch: {b: 2, c: 2}}}", true)]
    [InlineData("{a: [{b: 1}]}", "{a: {$not: {$elemMatch: {b: 1}}}}", false)]
    [InlineData("{a: []}", "{a: {$not: {$elemMatch: {b: 1}}}}", true)]
    [InlineData("{a: 1, b: 2}", "{$or: [{a: 2}, {b: 2}]}", true)]
    [InlineData("{a: 1, b: 2}", "{$and: [{a: 1}, {b: 1}]}", false)]
    [InlineData("{a: 1}", "{$nor: [{a: 2}]}", true)]
    public void Matches_ADocument_AsTheServerDoes(string document, string query, bool expected) =>
        Assert.Equal(expected, Query.Matches(BsonDocument.Parse(document), BsonDocument.Parse(query)));

    [Theory]
    [InlineData("{a: {$regex: 'x'}}")]
    [InlineData("{$where: 'true'}")]
    public void Matches_WhatTheDoubleNeverLearned_IsRefused(string query) =>
        Assert.Throws<CommandException>(() => Query.Matches(BsonDocument.Parse("{a: 1}"), BsonDocument.Parse(query)));

    [Theory]
    [InlineData("{_id: 1, a: 1}", "{$set: {'b.c': 2}}", "{}", "{_id: 1, a: 1, b: {c: 2}}")]
    [InlineData("{_id: 1, a: 1}", "{$inc: {a: 2, b: 3}}", "{}", "{_id: 1, a: 3, b: 3}")]
    [InlineData("{_id: 1, a: 1}", "{$unset: {a: 1}}", "{}", "{_id: 1}")]
    [InlineData("{_id: 1, a: 1}", "{b: 2}", "{}", "{_id: 1, b: 2}")]
    [InlineData("{_id: 1, a: 5}", "{$min: {a: 3}, $max: {b: 7}}", "{}", "{_id: 1, a: 3, b: 7}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: 2}}", "{}", "{_id: 1, a: [1, 2]}")]
    [InlineData("{_id: 1, a: [1]}", "{$push: {a: {$each: [2, 3]}}}", "{}", "{_id: 1, a: [1, 2, 3]}")]
    [InlineData("{_id: 1, a: [{b: 1}, {b: 2}]}", "{$pull: {a: {b: {$in: [2]}}}}", "{}", "{_id: 1, a: [{b: 1}]}")]
    [InlineData("{_id: 1, a: [{b: 1}, {b: 2}]}", "{$set: {'a.$': {c: 3}}}", "{a: {$elemMatch: {b: 2}}}", "{_id: 1, a: [{b: 1}, {c: 3}]}")]
    [InlineData("{_id: 1, a: [{b: 1}, {b: 2}]}", "{$set: {'a.$.c': 3}}", "{'a.b': 1}", "{_id: 1, a: [{b: 1, c: 3}, {b: 2}]}")]
    [InlineData("{_id: 1, a: 1}", "{$setOnInsert: {b: 2}}", "{}", "{_id: 1, a: 1}")]
    public void Apply_AnUpdate_AsTheServerDoes(string document, string update, string query, string expected) =>
        Assert.Equal(
            BsonDocument.Parse(expected),
            Update.Apply(BsonDocument.Parse(document), BsonDocument.Parse(update), BsonDocument.Parse(query), isInsert: false)
        );

    [Theory]
    [InlineData("{$set: {_id: 2}}", 66)]
    [InlineData("{_id: 2}", 66)]
    [InlineData("{$set: {'a.$': 1}}", 2)]
    [InlineData("{$rename: {a: 'b'}}", 9)]
    public void Apply_ForbiddenOrUnknown_IsRefusedWithTheServersCode(string update, int code)
    {
        var error = Assert.Throws<CommandException>(() =>
            Update.Apply(BsonDocument.Parse("{_id: 1, a: [1]}"), BsonDocument.Parse(update), [], isInsert: false)
        );

        Assert.Equal(code, error.Code);
    }

    [Fact]
    public void Compare_ValuesOfAllKinds_OrdersThemAsTheServerDoes()
    {
        BsonValue[] ordered =
        [
            BsonNull.Value, -1, 0.5, 1L, "A", "a", new BsonDocument(), new BsonArray(), new byte[] { 9 }, new byte[] { 1, 1 }, false, true,
            new BsonDateTime(0), new BsonDateTime(1),
        ];

        Assert.Equal(ordered, ordered.Reverse().Order(BsonOrder.Instance));
    }
}
