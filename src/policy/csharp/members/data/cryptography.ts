/** What hashes have as static members in later versions of .NET. */
const HASHES = "also HashData HashDataAsync TryHashData HashSizeInBits HashSizeInBytes";

/** Hashes, signatures, ciphers and certificates. In the notation of `../notation.ts`. */
export const CRYPTOGRAPHY_TYPES = `
complete class System.Security.Cryptography.HashAlgorithm
byte[] Hash
int HashSize
byte[] ComputeHash(byte[] buffer)
byte[] ComputeHash(byte[] buffer, int offset, int count)
void Clear()
void Dispose()
void Initialize()
also CanReuseTransform CanTransformMultipleBlocks ComputeHashAsync Create InputBlockSize OutputBlockSize TransformBlock TransformFinalBlock TryComputeHash

complete class System.Security.Cryptography.KeyedHashAlgorithm : HashAlgorithm
byte[] Key

complete class System.Security.Cryptography.HMAC : KeyedHashAlgorithm
string HashName

${["HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512"]
  .map(
    (name) =>
      `complete class System.Security.Cryptography.${name} : HMAC\nnew()\nnew(byte[] key)\nnew(byte[] key, bool useManaged)\n${HASHES}\n`,
  )
  .join("\n")}
${["MD5", "SHA1", "SHA256", "SHA384", "SHA512"]
  .map(
    (name) =>
      `complete class System.Security.Cryptography.${name} : HashAlgorithm\nstatic ${name} Create()\nstatic ${name} Create(string hashName)\n${HASHES}\n`,
  )
  .join("\n")}
${["SHA1", "SHA256", "SHA384", "SHA512"]
  .map((name) => `complete class System.Security.Cryptography.${name}Managed : ${name}\nnew()\n`)
  .join("\n")}
complete class System.Security.Cryptography.AsymmetricAlgorithm
int KeySize
void Dispose()
also Clear Create ExportEncryptedPkcs8PrivateKey ExportEncryptedPkcs8PrivateKeyPem ExportPkcs8PrivateKey ExportPkcs8PrivateKeyPem ExportSubjectPublicKeyInfo ExportSubjectPublicKeyInfoPem FromXmlString ImportEncryptedPkcs8PrivateKey ImportFromEncryptedPem ImportFromPem ImportPkcs8PrivateKey ImportSubjectPublicKeyInfo KeyExchangeAlgorithm LegalKeySizes SignatureAlgorithm ToXmlString

complete class System.Security.Cryptography.RSA : AsymmetricAlgorithm
static RSA Create()
byte[] Decrypt(byte[] data, RSAEncryptionPadding padding)
byte[] Encrypt(byte[] data, RSAEncryptionPadding padding)
byte[] SignData(byte[] data, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
bool VerifyData(byte[] data, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
also DecryptValue EncryptValue ExportParameters ExportRSAPrivateKey ExportRSAPrivateKeyPem ExportRSAPublicKey ExportRSAPublicKeyPem GetMaxOutputSize ImportParameters ImportRSAPrivateKey ImportRSAPublicKey TryDecrypt TryEncrypt TrySignData TrySignHash

complete class System.Security.Cryptography.SymmetricAlgorithm
static SymmetricAlgorithm Create(string algName)
int BlockSize
byte[] IV
byte[] Key
int KeySize
CipherMode Mode
PaddingMode Padding
void GenerateIV()
void GenerateKey()
void Clear()
void Dispose()
also CreateDecryptor CreateEncryptor DecryptCbc DecryptCfb DecryptEcb EncryptCbc EncryptCfb EncryptEcb FeedbackSize GetCiphertextLengthCbc GetCiphertextLengthCfb GetCiphertextLengthEcb LegalBlockSizes LegalKeySizes TryDecryptCbc TryDecryptCfb TryDecryptEcb TryEncryptCbc TryEncryptCfb TryEncryptEcb ValidKeySize

complete enum System.Security.Cryptography.CipherMode
values CBC ECB OFB CFB CTS

complete enum System.Security.Cryptography.PaddingMode
values None PKCS7 Zeros ANSIX923 ISO10126

struct System.Security.Cryptography.HashAlgorithmName
static HashAlgorithmName MD5
static HashAlgorithmName SHA1
static HashAlgorithmName SHA256
static HashAlgorithmName SHA384
static HashAlgorithmName SHA512
string Name

class System.Security.Cryptography.RSASignaturePadding
static RSASignaturePadding Pkcs1
static RSASignaturePadding Pss

class System.Security.Cryptography.RSAEncryptionPadding
static RSAEncryptionPadding Pkcs1
static RSAEncryptionPadding OaepSHA1
static RSAEncryptionPadding OaepSHA256
static RSAEncryptionPadding OaepSHA384
static RSAEncryptionPadding OaepSHA512

class System.Security.Cryptography.Oid
string FriendlyName
string Value

complete class System.Security.Cryptography.RNGCryptoServiceProvider
new()
void GetBytes(byte[] data)
void Dispose()
static var Create()
also Fill GetHexString GetInt32 GetItems GetNonZeroBytes GetString Shuffle

complete class System.Security.Cryptography.X509Certificates.X509Certificate
string Issuer
string Subject
string GetCertHashString()
string GetEffectiveDateString()
string GetExpirationDateString()
string GetPublicKeyString()
string GetSerialNumberString()
byte[] GetCertHash()
byte[] GetPublicKey()
byte[] GetRawCertData()
byte[] GetSerialNumber()
byte[] Export(X509ContentType contentType)
also CreateFromCertFile CreateFromSignedFile Dispose ExportPkcs12 GetFormat GetIssuerName GetKeyAlgorithm GetKeyAlgorithmParameters GetKeyAlgorithmParametersString GetName GetRawCertDataString Handle Import Reset SerialNumberBytes TryGetCertHash

complete class System.Security.Cryptography.X509Certificates.X509Certificate2 : X509Certificate
new(byte[] rawData)
string FriendlyName
bool HasPrivateKey
X500DistinguishedName IssuerName
DateTime NotAfter
DateTime NotBefore
PublicKey PublicKey
byte[] RawData
string SerialNumber
Oid SignatureAlgorithm
X500DistinguishedName SubjectName
string Thumbprint
int Version
string GetNameInfo(X509NameType nameType, bool forIssuer)
bool Verify()
also Archived CopyWithPrivateKey CreateFromEncryptedPem CreateFromEncryptedPemFile CreateFromPem CreateFromPemFile ExportCertificatePem Extensions GetCertContentType GetDSAPrivateKey GetDSAPublicKey GetECDiffieHellmanPrivateKey GetECDiffieHellmanPublicKey GetECDsaPrivateKey GetECDsaPublicKey MatchesHostname PrivateKey RawDataMemory TryExportCertificatePem

class System.Security.Cryptography.X509Certificates.PublicKey

complete class System.Security.Cryptography.X509Certificates.X500DistinguishedName
string Name
also Decode EnumerateRelativeDistinguishedNames Format Oid RawData

static System.Security.Cryptography.X509Certificates.RSACertificateExtensions
static RSA GetRSAPrivateKey(this X509Certificate2 certificate)
static RSA GetRSAPublicKey(this X509Certificate2 certificate)

complete enum System.Security.Cryptography.X509Certificates.X509ContentType
values Unknown Cert SerializedCert Pfx Pkcs12 SerializedStore Pkcs7 Authenticode

complete enum System.Security.Cryptography.X509Certificates.X509NameType
values SimpleName EmailName UpnName DnsName DnsFromAlternativeName UrlName
`;
