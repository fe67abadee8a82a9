using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Keys;

namespace CaptionCluster.Client.Tests.Access.Keys;

public sealed class KeyTextTests
{
    [Fact]
    public void New_Keys_DifferAndAreWhole()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => KeyText.New()).ToList();

        Assert.Distinct(keys);
        Assert.All(keys, key => Assert.Matches($"^{KeyText.Pattern}$", key));
        Assert.All(keys, key => Assert.True(KeyText.IsWhole(key)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(30)]
    [InlineData(52)]
    public void IsWhole_OneCharacterWrong_IsFalse(int index)
    {
        var key = KeyText.New().ToCharArray();
        key[index] = key[index] == 'A' ? 'B' : 'A';

        Assert.False(KeyText.IsWhole(new string(key)));
    }

    [Fact]
    public void ToString_OfAHash_IsReadBack()
    {
        var hash = KeyHash.Of("a key");

        Assert.Equal(hash, KeyHash.Parse(hash.ToString()));
        Assert.Equal(hash.ToBytes(), Convert.FromHexString(hash.ToString()));
    }

    /// <summary>So that a key of the configuration can be replaced by stored ones that see the same captions.</summary>
    [Fact]
    public void KeyOf_TenantCalledByTheHashOfAConfiguredKey_IsThatHash()
    {
        var hash = KeyHash.Of("a-key-of-more-than-16-characters");

        Assert.Equal(hash.ToBytes(), TenantScope.KeyOf(hash.ToString()));
        Assert.NotEqual(TenantScope.KeyOf("acme"), TenantScope.KeyOf("acme2"));
    }
}
