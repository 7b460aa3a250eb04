package release

import (
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"

	"github.com/emmansun/gmsm/sm2"
	"github.com/emmansun/gmsm/smx509"
)

// SM2Signature is a signature after GB/T 32918.2 with SM3 and the default user
// identity, over a manifest's canonical bytes.
type SM2Signature struct {
	Key       string `json:"key"`       // ID of the key
	Name      string `json:"name"`      // of the key
	Signature string `json:"signature"` // ASN.1 DER in base64
}

// SM2Signer signs with a private SM2 key.
type SM2Signer struct {
	name, id string
	key      *sm2.PrivateKey
}

// newSM2 makes a key pair: the private key as PKCS #8 in PEM, and the entry of
// the public one.
func newSM2(name string) (private string, public Key, err error) {
	key, err := sm2.GenerateKey(rand.Reader)
	if err != nil {
		return "", Key{}, fmt.Errorf("造 SM2 密钥：%w", err)
	}
	der, err := smx509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return "", Key{}, fmt.Errorf("写 SM2 私钥：%w", err)
	}
	pub, err := smx509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return "", Key{}, fmt.Errorf("写 SM2 公钥：%w", err)
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Headers: map[string]string{"Name": base64.StdEncoding.EncodeToString([]byte(name))}, Bytes: der})
	return string(block), Key{Name: name, Algorithm: SM2, ID: sm2ID(name, pub), Public: base64.StdEncoding.EncodeToString(pub)}, nil
}

// sm2ID is the name of a public key, made as that of a note's key is.
func sm2ID(name string, der []byte) string {
	sum := sha256.Sum256(append([]byte(name+"\nSM2\n"), der...))
	return hex.EncodeToString(sum[:4])
}

func parseSM2Public(name, public string) (key *ecdsa.PublicKey, id string, err error) {
	der, err := base64.StdEncoding.DecodeString(public)
	if err != nil {
		return nil, "", fmt.Errorf("SM2 公钥不是 base64：%w", err)
	}
	v, err := smx509.ParsePKIXPublicKey(der)
	if err != nil {
		return nil, "", fmt.Errorf("SM2 公钥不对：%w", err)
	}
	key, ok := v.(*ecdsa.PublicKey)
	if !ok || !sm2.IsSM2PublicKey(key) {
		return nil, "", errors.New("不是 SM2 的公钥")
	}
	return key, sm2ID(name, der), nil
}

// ParseSM2Signer reads a private key as a key folder holds it.
func ParseSM2Signer(private []byte) (*SM2Signer, error) {
	block, _ := pem.Decode(private)
	if block == nil || block.Type != "PRIVATE KEY" {
		return nil, errors.New("不是 SM2 私钥的 PEM 文件")
	}
	name, err := base64.StdEncoding.DecodeString(block.Headers["Name"])
	if err != nil || len(name) == 0 {
		return nil, errors.New("SM2 私钥文件里没有密钥的名称")
	}
	v, err := smx509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("SM2 私钥不对：%w", err)
	}
	key, ok := v.(*sm2.PrivateKey)
	if !ok {
		return nil, errors.New("不是 SM2 的私钥")
	}
	pub, err := smx509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		return nil, fmt.Errorf("SM2 公钥：%w", err)
	}
	return &SM2Signer{name: string(name), id: sm2ID(string(name), pub), key: key}, nil
}

// Sign signs a manifest's canonical bytes.
func (s *SM2Signer) Sign(canonical []byte) (SM2Signature, error) {
	sig, err := s.key.Sign(rand.Reader, canonical, sm2.DefaultSM2SignerOpts)
	if err != nil {
		return SM2Signature{}, fmt.Errorf("SM2 签名：%w", err)
	}
	return SM2Signature{Key: s.id, Name: s.name, Signature: base64.StdEncoding.EncodeToString(sig)}, nil
}

// holds reports whether the signature is k's over canonical.
func (s SM2Signature) holds(k *Key, canonical []byte) bool {
	key, _, err := parseSM2Public(k.Name, k.Public)
	if err != nil {
		return false
	}
	sig, err := base64.StdEncoding.DecodeString(s.Signature)
	return err == nil && sm2.VerifyASN1WithSM2(key, nil, canonical, sig)
}
